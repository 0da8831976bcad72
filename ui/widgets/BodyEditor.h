#pragma once

#include "app/template/VariableScope.h"
#include "ui/widgets/BodySyntax.h"
#include "ui/widgets/EditorMarks.h"
#include "ui/widgets/TypeAhead.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedWidget;
class QsciScintilla;

namespace tessera::ui {

class EditorFind;
class HeldText;
class Theme;

// The editor for what is composed: line numbers, folding, brackets, colours of its language; variables are coloured, offered
// while they are written, and marked where they have no value; what is wrong is marked at its place a moment after the last
// key. It keeps the keys that an editor needs and leaves the program's own shortcuts alone: Tab indents, Esc goes on to what
// comes behind the editor, Shift+Esc back; Ctrl+F finds and Ctrl+H replaces in it. Texts of 10 MB are edited without a pause;
// one with a line that can't be is held as it is (HeldText).
class BodyEditor : public QWidget {
    Q_OBJECT
public:
    using Language = BodyLanguage;
    explicit BodyEditor(const Theme &theme, QWidget *parent = nullptr);

    void setLanguage(Language language);
    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] const QString &text() const;
    void setText(const QString &text); // another text: nothing to undo; the same text changes nothing, the cursor stays
    void replaceText(const QString &text); // as one step that can be undone; the cursor stays near its place
    void setScope(const VariableScope &scope);
    void setTitle(const QString &title); // its accessible name
    void setWords(const TypeAhead::Source &source); // offered where no variable is being written
    void goTo(int line, int column); // from 1; shows the place and takes the focus
    void goToFault();
    void insert(const QString &text); // at the cursor, as one step that can be undone
    // White space by the language's usage, or without any. What can't be read stays as it is, and its fault is gone to.
    void format();
    void minify();
    [[nodiscard]] const std::optional<BodySyntax::Fault> &fault() const { return m_fault; }

Q_SIGNALS:
    void textChanged();
    void judged(); // fault() may be another one

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Judgement {
        std::optional<BodySyntax::Fault> fault;
        QList<VariableMark> variables;
    };
    void takeChange();
    void hold(const std::optional<QString> &text);
    void replace(long from, long to, const QString &text); // bytes; the cursor goes behind it
    void unburden();
    void judgeSoon();
    void judge();
    void showJudgement(const Judgement &judgement);
    void reformat(bool isIndented);
    void dress();
    [[nodiscard]] TypeAhead::Access access();
    [[nodiscard]] QString beforeCursor() const;
    bool takeKey(const QKeyEvent &key);
    long send(unsigned int message, unsigned long first = 0, long second = 0) const;

    const Theme &m_theme;
    QsciScintilla *m_editor;
    EditorMarks m_marks;
    TypeAhead *m_ahead;
    EditorFind *m_find;
    HeldText *m_heldPage;
    QStackedWidget *m_pages;
    std::optional<QString> m_held; // in the place of what the editor has
    TypeAhead::Source m_words;
    Language m_language = Language::Text;
    VariableScope m_scope;
    mutable std::optional<QString> m_text; // as last asked for
    std::optional<BodySyntax::Fault> m_fault;
    quint64 m_revision = 0;
    QTimer m_judgeTimer;
    bool m_isSetting = false;
};

}
