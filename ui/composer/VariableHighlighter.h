#pragma once

#include "ui/widgets/VariableMark.h"

#include <QtGui/QSyntaxHighlighter>

namespace tessera::ui {

class Theme;

// Finds and colours the variables of a one-line text, as part of each change: a giant one is laid out once only.
class VariableHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    VariableHighlighter(const Theme &theme, QTextDocument *document);
    void setScope(const VariableScope &scope);
    [[nodiscard]] const QList<VariableMark> &marksOf(const QString &text); // which is the document's

protected:
    void highlightBlock(const QString &text) override;

private:
    const Theme &m_theme;
    VariableScope m_scope;
    QString m_text; // that the marks are of
    QList<VariableMark> m_marks;
};

}
