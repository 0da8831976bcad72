#pragma once

#include "ui/response/BodyDocument.h"

#include <memory>

namespace tessera::ui {

// A body in which some bytes differ from another one.
class MarkedRows : public CodeDocument {
public:
    MarkedRows(std::shared_ptr<BodyDocument> body, QList<ByteRange> changed, CodeRow::Ground ground);

    [[nodiscard]] qint64 rowCount() const override { return m_body->rowCount(); }
    [[nodiscard]] qint64 lineCount() const override { return m_body->lineCount(); }
    [[nodiscard]] QList<CodeRow> rows(qint64 first, qint64 count) const override;
    [[nodiscard]] std::optional<QString> text(CodeRange range, qint64 most) const override { return m_body->text(range, most); }
    bool setFolded(qint64 row, bool isFolded) override { return m_body->setFolded(row, isFolded); }
    [[nodiscard]] QString hint(CodePlace place) const override { return m_body->hint(place); }
    [[nodiscard]] BodyDocument &body() const { return *m_body; }

private:
    [[nodiscard]] bool isChanged(const ByteRange &shown) const;

    std::shared_ptr<BodyDocument> m_body; // shared: with who goes to places in it
    QList<ByteRange> m_changed; // ascending; one may lie in another
    CodeRow::Ground m_ground;
};

}
