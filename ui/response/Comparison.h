#pragma once

#include "app/base/Result.h"
#include "app/http/LineDiff.h"
#include "app/json/JsonDiff.h"
#include "ui/response/BodyDocument.h"

#include <memory>
#include <optional>
#include <stop_token>

namespace tessera {
class BodyStore;
class Clock;
class LineIndex;
}

namespace tessera::ui {

// How the bodies of two answers differ. Takes long: not for the window's thread.
struct Comparison {
    enum class How { Json, Text };
    static constexpr qint64 mostBytes = 64 * 1000 * 1000; // of each body

    struct Body {
        std::shared_ptr<const BodyStore> body; // shared: with its exchange; finished
        QByteArray contentType;
    };
    // A body as text to be shown.
    struct Side {
        std::shared_ptr<const BodyStore> text; // shared: with who shows it. UTF-8; XML is laid out
        std::shared_ptr<const LineIndex> lines; // shared likewise
        std::shared_ptr<const JsonIndex> json; // shared likewise; null where it is no JSON
        bool isMarkup = false;
        QList<ByteRange> changed; // How::Json: what differs, ascending

        [[nodiscard]] std::shared_ptr<BodyDocument> document(const Clock &clock) const;
    };
    How how = How::Text;
    Side before, after;
    QList<JsonChange> changes; // How::Json
    QList<LineDiff::Part> parts; // How::Text
    bool isCut = false; // there are more changes
    bool isCoarse = false; // there may be a smaller difference

    // Without a wish as JSON where both are JSON; where not, as text. Errors: Input (no text, or too large), Storage.
    [[nodiscard]] static Result<std::shared_ptr<const Comparison>> between(
        const Body &before, const Body &after, std::optional<How> wish, const std::stop_token &stop);
    [[nodiscard]] bool canBeJson() const { return before.json && after.json; }
    [[nodiscard]] qsizetype changeCount() const;
    [[nodiscard]] QString summary() const; // "3 differences"
};

}
