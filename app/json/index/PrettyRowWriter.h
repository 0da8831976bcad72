#pragma once

#include "app/json/PrettyRows.h"
#include "app/json/index/JsonWalk.h"

namespace tessera {

// Lays out the line of one step of a walk, row by row.
class PrettyRowWriter {
public:
    PrettyRowWriter(const JsonIndexData &data, const JsonIndexData::View &view, const JsonWalk &walk);

    [[nodiscard]] PrettyRows::Row row(qint64 piece, bool isFolded) const;

    // What follows where the text stops being JSON.
    [[nodiscard]] static PrettyRows::Row broken(const JsonIndexData &data, const JsonIndexData::View &view);
    // The row, with nothing folded, on which a byte stands.
    [[nodiscard]] static qint64 rowAt(const JsonIndexData &data, const JsonIndexData::View &view, qint64 offset);
    // Nullopt for what can't be folded.
    [[nodiscard]] static std::optional<Fold> foldOf(
        const JsonIndexData &data, const JsonIndexData::View &view, const JsonNode &node);

private:
    void append(PrettyRows::Row &row, PrettyRows::TokenKind kind, qint64 from, qint64 to) const;
    [[nodiscard]] qint64 cut(qint64 at, qint64 begin) const;
    [[nodiscard]] bool hasCommaBehind() const; // the object or list that opens here

    const JsonIndexData &m_data;
    const JsonIndexData::View &m_view;
    const JsonWalk &m_walk;
    JsonNode m_node;
    bool m_isOpening, m_isClosing, m_isEmpty;
};

}
