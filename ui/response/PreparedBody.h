#pragma once

#include "ui/response/BodyProbe.h"
#include "ui/response/ImageFile.h"
#include "ui/widgets/CodeLines.h"

#include <optional>

namespace tessera::ui {

// A body in one of its forms, ready to be painted: decoded, laid out, cut into lines; or a picture. Made where it disturbs
// nobody.
struct PreparedBody {
    BodyForm form = BodyForm::Raw;
    CodeLines lines; // of the forms that are text
    std::optional<Result<ImageFile>> image; // of the form Image
    QStringList notes; // what the probe could not see

    // `isWhole` is false where the bytes are the first part of a larger body.
    [[nodiscard]] static PreparedBody of(const QByteArray &bytes, const BodyProbe &probe, BodyForm form, bool isWhole);
};

}
