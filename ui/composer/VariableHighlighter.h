#pragma once

#include "ui/widgets/VariableMark.h"

#include <QtGui/QSyntaxHighlighter>

namespace tessera::ui {

class Theme;

// Colours the variables of a one-line text.
class VariableHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    VariableHighlighter(const Theme &theme, QTextDocument *document);
    void setMarks(const QList<VariableMark> &marks); // paints them where they differ

protected:
    void highlightBlock(const QString &text) override;

private:
    const Theme &m_theme;
    QList<VariableMark> m_marks;
};

}
