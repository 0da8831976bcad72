#pragma once

#include "ui/response/BodyProbe.h"
#include "ui/response/ImageFile.h"
#include "ui/widgets/CodeLines.h"

#include <optional>

namespace tessera {
class BodyStore;
}

namespace tessera::ui {

// A body in a form that must be made as a whole: a picture, or the words of a page. Made where it disturbs nobody.
struct PreparedBody {
    static constexpr qint64 mostRead = 32 * 1000 * 1000; // bytes of a page

    std::optional<Result<ImageFile>> image; // of the form Image
    CodeLines lines; // of the form Text

    [[nodiscard]] static PreparedBody of(const BodyStore &body, const BodyProbe &probe, BodyForm form);
};

}
