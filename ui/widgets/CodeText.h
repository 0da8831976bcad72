#pragma once

#include "ui/widgets/CodeDocument.h"
#include "ui/widgets/CodeLines.h"

namespace tessera::ui {

// A text that is there as a whole.
class CodeText : public CodeDocument {
public:
    explicit CodeText(CodeLines lines);

    [[nodiscard]] qint64 rowCount() const override;
    [[nodiscard]] qint64 lineCount() const override;
    [[nodiscard]] QList<CodeRow> rows(qint64 first, qint64 count) const override;
    [[nodiscard]] std::optional<QString> text(CodeRange range, qint64 most) const override;
    [[nodiscard]] QString hint(CodePlace place) const override;

private:
    [[nodiscard]] qsizetype positionOf(CodePlace place) const;

    CodeLines m_lines;
};

}
