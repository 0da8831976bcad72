#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <compare>
#include <optional>

namespace tessera::ui {

// A place between two characters of a text in rows.
struct CodePlace {
    qint64 row = 0;
    int column = 0; // UTF-16 units of the row's text
    auto operator<=>(const CodePlace &) const = default;
};

struct CodeRange {
    CodePlace from, to;
    bool operator==(const CodeRange &) const = default;
};

struct CodeSpan {
    enum class Kind { Plain, Key, String, Number, Markup, Remark, Broken, Doubtful } kind = Kind::Plain;
    int start = 0, length = 0;
    bool operator==(const CodeSpan &) const = default;
};

// One row as it is painted.
struct CodeRow {
    enum class Fold { None, Open, Closed };
    QString text; // short: a long line takes several rows
    QList<CodeSpan> spans; // what is not plain, ascending
    qint64 line = -1; // from 0; -1: it goes on with the row above
    Fold fold = Fold::None;
    bool isFlagged = false; // something is unusual here; the hint says what
    QString remark; // stands behind the text, and is no part of it
    enum class Ground { None, Added, Removed, Absent } ground = Ground::None; // of a comparison; Absent: only the other side has one
    QList<CodeSpan> changed; // what differs within the row: stands out from its ground
    bool operator==(const CodeRow &) const = default;
};

// What a CodeView shows: rows of one height, made when they are seen. May grow; the view is told by refresh().
class CodeDocument {
public:
    static constexpr qint64 mostCopied = 64 * 1024 * 1024; // characters

    CodeDocument() = default;
    virtual ~CodeDocument() = default;
    CodeDocument(const CodeDocument &) = delete;
    CodeDocument &operator=(const CodeDocument &) = delete;

    [[nodiscard]] virtual qint64 rowCount() const = 0;
    [[nodiscard]] virtual qint64 lineCount() const = 0; // as far as is known: for the room that numbers take
    [[nodiscard]] virtual QList<CodeRow> rows(qint64 first, qint64 count) const = 0;
    // Rows joined to lines. Nullopt where it would be more than `most` characters.
    [[nodiscard]] virtual std::optional<QString> text(CodeRange range, qint64 most) const;
    [[nodiscard]] std::optional<QString> all(qint64 most = mostCopied) const;
    virtual bool setFolded(qint64 row, bool isFolded); // false: nothing changed
    [[nodiscard]] virtual QString hint(CodePlace place) const; // plain text for a tool tip; empty: none
};

}
