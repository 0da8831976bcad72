#pragma once

#include "app/base/Clock.h"
#include "app/json/PrettyRows.h"
#include "ui/response/BodyDocument.h"

#include <functional>

namespace tessera::ui {

// JSON laid out for reading, with folds; times, tokens and the like have a word about them beside them.
class JsonRows : public BodyDocument {
public:
    JsonRows(std::shared_ptr<const JsonIndex> index, const Clock &clock);

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

    // Where the items of the outermost list come from: said dim behind each.
    using Places = std::function<QString(qint64 index)>;
    void setPlaces(Places places);

    [[nodiscard]] std::optional<JsonNode> nodeAt(qint64 row) const;
    [[nodiscard]] const std::shared_ptr<const JsonIndex> &index() const { return m_index; }
    [[nodiscard]] PrettyRows &pretty() { return m_pretty; }

private:
    [[nodiscard]] CodeRow shown(const PrettyRows::Row &row) const;
    [[nodiscard]] QString remarkOf(const PrettyRows::Row &row) const;

    std::shared_ptr<const JsonIndex> m_index; // shared: built in another thread while it is read here
    const Clock &m_clock;
    PrettyRows m_pretty;
    Places m_places;
};

}
