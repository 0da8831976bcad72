#pragma once

#include "app/json/FoldMap.h"
#include "ui/response/RawRows.h"

namespace tessera::ui {

// XML as XmlText lays it out, with folds: an element is folded away down to the end tag that stands as far in as it does.
class MarkupRows : public BodyDocument {
public:
    explicit MarkupRows(std::shared_ptr<const LineIndex> lines);

    [[nodiscard]] qint64 rowCount() const override;
    [[nodiscard]] qint64 lineCount() const override;
    [[nodiscard]] QList<CodeRow> rows(qint64 first, qint64 count) const override;
    [[nodiscard]] std::optional<QString> text(CodeRange range, qint64 most) const override; // folded parts written out
    bool setFolded(qint64 row, bool isFolded) override;
    [[nodiscard]] QString hint(CodePlace place) const override;
    [[nodiscard]] bool isBlank() const override;
    [[nodiscard]] qint64 rowOf(qint64 offset) const override;
    [[nodiscard]] CodePlace placeOf(qint64 offset) const override;
    [[nodiscard]] qint64 offsetOf(CodePlace place) const override;
    [[nodiscard]] QList<ByteRange> bytesShown(qint64 first, qint64 count) const override;
    void reveal(qint64 offset) override;

private:
    // Rows that follow each other as they are shown and as they are.
    struct Run {
        qint64 row = 0, count = 0;
    };
    [[nodiscard]] QList<Run> runs(qint64 first, qint64 count) const;
    [[nodiscard]] std::optional<Fold> foldFrom(qint64 row) const;
    void dress(CodeRow *row, qint64 index, const CodeRow &next) const;

    std::shared_ptr<const LineIndex> m_lines; // shared: built in another thread while it is read here
    RawRows m_raw;
    FoldMap m_folds;
};

}
