#pragma once

#include "ui/response/BodyText.h"
#include "ui/widgets/CodeLines.h"

namespace tessera::ui {

// A body ready to be painted: decoded, laid out, cut into lines. Made where it disturbs nobody.
struct PreparedBody {
    BodyText body;
    bool isPretty = false;
    CodeLines lines;

    [[nodiscard]] static PreparedBody of(const QByteArray &bytes, const QByteArray &contentType, bool isWhole, bool wantsPretty);
    [[nodiscard]] static PreparedBody of(const BodyText &body, bool wantsPretty); // the same in another form
};

}
