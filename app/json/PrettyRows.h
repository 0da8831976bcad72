#pragma once

#include "app/json/FoldMap.h"
#include "app/json/JsonIndex.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <functional>

namespace tessera {

// JSON laid out for reading, a row at a time: any row of any body costs about reading a few kilobytes, and the whole text
// never exists. A line is a member or an item, or the bracket that ends one; a line of more than `longestRow` bytes takes
// several rows, cut between characters. Rows can be folded. Grows with its index; the owner asks rowCount() anew when the
// index has advanced. Belongs to one thread.
class PrettyRows {
public:
    static constexpr qint64 longestRow = 2048; // bytes of key and value

    enum class TokenKind : quint8 {
        Key, // with its quotes
        String, // likewise
        Number,
        Word, // true, false, null
        Punctuation,
        Folded, // what stands for the inside of a folded object or list: "…"
        Broken, // what is no JSON: a line of a sequence, or the last row, where the text stops being some
    };
    struct Token {
        TokenKind kind = TokenKind::Punctuation;
        qsizetype from = 0, size = 0; // in Row::text
        qint64 at = -1; // of its first byte in the body; -1 for what the layout adds
        bool operator==(const Token &) const = default;
    };
    struct Row {
        qint64 line = 0; // from 0, counted as if nothing were folded
        qint64 piece = 0; // 0: the first row of its line. Only that one gets a number and an indent
        qint64 depth = 0; // steps to indent
        QByteArray text; // UTF-8 as the body has it, without the indent; bytes that are none stay
        QList<Token> tokens; // in order; spaces between belong to none
        JsonNode node; // the member or item; for a closing bracket what it closes
        bool canFold = false, isFolded = false; // on the row that opens
        bool isClosing = false;
        bool isDuplicate = false; // its name stands in the object again (as far as is known without reading on)
    };

    explicit PrettyRows(std::shared_ptr<const JsonIndex> index);

    [[nodiscard]] qint64 rowCount() const; // that are not folded away
    [[nodiscard]] qint64 lineCount() const; // of all
    [[nodiscard]] QList<Row> rows(qint64 first, qint64 count) const;
    // The row on which a byte of the body stands; where it is folded away, the row that stands for it.
    [[nodiscard]] qint64 rowOf(qint64 offset) const;
    // The text of rows as it is copied: indent (two spaces a level, at most 100 levels) and newlines included, pieces joined,
    // folded ones written out. Nullopt where it would be more than `most` bytes.
    [[nodiscard]] std::optional<QByteArray> text(qint64 first, qint64 count, qint64 most) const;

    // Objects and lists that are complete and not empty can be folded; false for others.
    bool fold(const JsonNode &node);
    bool unfold(const JsonNode &node);
    void unfoldAll();
    void reveal(qint64 offset); // unfolds what hides it
    [[nodiscard]] bool isFolded(const JsonNode &node) const;
    // All at this depth that can be folded: reads the whole body, so it is for a background thread; the result is for
    // foldAll(), which is quick. Empty where stopped.
    [[nodiscard]] static QList<Fold> foldsAt(const JsonIndex &index, qint64 depth, const std::function<bool()> &isStopped);
    void foldAll(const QList<Fold> &folds);

private:
    class DuplicateWatch;

    std::shared_ptr<const JsonIndex> m_index; // shared: searches in the background read it too
    FoldMap m_folds;
};

}
