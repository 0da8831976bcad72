#pragma once

#include "ui/response/BodyDocument.h"
#include "ui/response/RowAlignment.h"

#include <memory>

namespace tessera::ui {

enum class ComparedSide { Before, After };

// One side of two texts that are aligned row by row: what differs stands on a ground of its own, and within it what exactly.
class AlignedRows : public CodeDocument {
public:
    struct Texts {
        std::shared_ptr<BodyDocument> before, after; // shared: by the two sides
        std::shared_ptr<const RowAlignment> alignment; // shared likewise
    };
    AlignedRows(Texts texts, ComparedSide side);

    [[nodiscard]] qint64 rowCount() const override;
    [[nodiscard]] qint64 lineCount() const override;
    [[nodiscard]] QList<CodeRow> rows(qint64 first, qint64 count) const override;
    [[nodiscard]] QString hint(CodePlace place) const override;

private:
    [[nodiscard]] const BodyDocument &own() const { return m_side == ComparedSide::Before ? *m_texts.before : *m_texts.after; }
    [[nodiscard]] qint64 ownRow(const RowAlignment::Row &row) const { return m_side == ComparedSide::Before ? row.before : row.after; }

    Texts m_texts;
    ComparedSide m_side;
};

}
