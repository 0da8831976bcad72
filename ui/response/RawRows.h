#pragma once

#include "ui/response/BodyDocument.h"

#include <memory>

namespace tessera {
class JsonIndex;
class LineIndex;
}

namespace tessera::ui {

// A text as it came, UTF-8, by the index of its lines.
class RawRows : public BodyDocument {
public:
    enum class Syntax { Plain, Json, Markup };
    struct Source {
        std::shared_ptr<const LineIndex> lines; // shared: built in another thread while it is read here
        std::shared_ptr<const JsonIndex> json; // shared likewise; may be null. Tells whether a row begins inside a string
        int markSize = 0; // bytes at the beginning that are no text
    };
    RawRows(Source source, Syntax syntax);

    [[nodiscard]] qint64 rowCount() const override;
    [[nodiscard]] qint64 lineCount() const override;
    [[nodiscard]] QList<CodeRow> rows(qint64 first, qint64 count) const override;
    [[nodiscard]] QString hint(CodePlace place) const override;
    [[nodiscard]] bool isBlank() const override;
    [[nodiscard]] qint64 rowOf(qint64 offset) const override;
    [[nodiscard]] CodePlace placeOf(qint64 offset) const override;
    [[nodiscard]] qint64 offsetOf(CodePlace place) const override;
    [[nodiscard]] QList<ByteRange> bytesShown(qint64 first, qint64 count) const override;

private:
    [[nodiscard]] QByteArrayView bytesOf(qint64 at, qint64 size) const;
    [[nodiscard]] QList<CodeSpan> spansOf(const QString &text, qint64 at, bool goesOn) const;

    Source m_source;
    Syntax m_syntax;
};

}
