#pragma once

#include "ui/widgets/BodySyntax.h"
#include "ui/widgets/VariableMark.h"

class QsciScintilla;

namespace tessera::ui {

// The marks in an editor's text: variables, those that have no value, and where the text is wrong; and what each of them means.
class EditorMarks {
public:
    explicit EditorMarks(QsciScintilla &editor);

    void show(const QString &text, const QList<VariableMark> &variables, const std::optional<BodySyntax::Fault> &fault);
    void forget() { m_spans.clear(); } // the text has changed: marks move along, but what they meant may not be true any more
    [[nodiscard]] QString explanationAt(long byte) const; // empty: nothing is marked there

private:
    struct Span {
        long begin = 0, end = 0; // bytes
        QString explanation;
    };
    void fill(int mark, long begin, long end) const;

    QsciScintilla &m_editor;
    QList<Span> m_spans;
};

}
