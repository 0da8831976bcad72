#pragma once

#include "app/json/PrettyRows.h"
#include "ui/response/BodyDocument.h"

namespace tessera::ui {

// JSON laid out for reading, with folds.
class JsonRows : public BodyDocument {
public:
    explicit JsonRows(std::shared_ptr<const JsonIndex> index);

    [[nodiscard]] qint64 rowCount() const override;
    [[nodiscard]] qint64 lineCount() const override;
    [[nodiscard]] QList<CodeRow> rows(qint64 first, qint64 count) const override;
    [[nodiscard]] std::optional<QString> text(CodeRange range, qint64 most) const override; // folded parts written out
    bool setFolded(qint64 row, bool isFolded) override;
    [[nodiscard]] QString hint(CodePlace place) const override;
    [[nodiscard]] bool isBlank() const override;
    [[nodiscard]] CodePlace placeOf(qint64 offset) const override;
    [[nodiscard]] qint64 offsetOf(CodePlace place) const override;
    void reveal(qint64 offset) override;

    [[nodiscard]] std::optional<JsonNode> nodeAt(qint64 row) const;
    [[nodiscard]] const std::shared_ptr<const JsonIndex> &index() const { return m_index; }
    [[nodiscard]] PrettyRows &pretty() { return m_pretty; }

private:
    [[nodiscard]] CodeRow shown(const PrettyRows::Row &row) const;
    [[nodiscard]] QString remarkOf(const PrettyRows::Row &row) const;

    std::shared_ptr<const JsonIndex> m_index; // shared: built in another thread while it is read here
    PrettyRows m_pretty;
};

}
