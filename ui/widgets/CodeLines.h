#pragma once

#include "ui/widgets/CodeDocument.h"

namespace tessera::ui {

enum class Syntax { Plain, Json };

// A text cut into lines for a view: long ones into pieces, so that painting a screen costs the same whatever the text is.
class CodeLines {
public:
    CodeLines() = default;
    CodeLines(const QString &text, Syntax syntax);

    struct Piece {
        qsizetype start = 0;
        int length = 0; // without the line's end
        int line = 0; // from 1; 0: goes on with the line above
        bool beginsInString = false; // JSON
    };
    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] int count() const { return int(m_pieces.size()); }
    [[nodiscard]] const Piece &piece(int index) const { return m_pieces.at(index); }
    [[nodiscard]] int pieceAt(qsizetype position) const; // that holds it, or the last before it
    [[nodiscard]] int lineCount() const { return m_lines; }
    [[nodiscard]] int longest() const { return m_longest; } // characters in a piece

    // As it is drawn: control characters, and those that hide or turn text around, are made visible; one for one.
    [[nodiscard]] QString shown(int index) const;

    [[nodiscard]] QList<CodeSpan> spans(int index) const; // those with a colour of their own

private:
    QString m_text;
    Syntax m_syntax = Syntax::Plain;
    QList<Piece> m_pieces;
    int m_lines = 0;
    int m_longest = 0;
};

}
