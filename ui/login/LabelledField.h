#pragma once

#include <QtWidgets/QWidget>

class QToolButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// An input with its name above it and, below, what is wrong with it. Help is one click away, at the name: a form that
// explains everything at once is read by nobody.
class LabelledField : public QWidget {
    Q_OBJECT
public:
    // Takes the editor; without a label the editor says itself what it is (a check box).
    LabelledField(const Theme &theme, const QString &label, QWidget *editor, QWidget *parent = nullptr);

    void setHelp(const QString &help);
    void setHelpShown(bool isShown);
    // A sentence in red below it, and what comes with it in a quieter voice; empty takes it away.
    void setProblem(const QString &problem, const QString &aside = {});
    [[nodiscard]] QString problem() const { return m_problemText; }
    [[nodiscard]] QWidget *editor() const { return m_editor; }

private:
    void render();

    QWidget *m_editor;
    QToolButton *m_ask;
    TextLabel *m_problem;
    TextLabel *m_aside;
    TextLabel *m_help;
    QString m_problemText, m_asideText, m_helpText;
    bool m_isHelpShown = false;
};

}
