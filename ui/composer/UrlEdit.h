#pragma once

#include "app/template/VariableScope.h"
#include "ui/widgets/VariableMark.h"

#include <QtWidgets/QPlainTextEdit>

namespace tessera::ui {

class Theme;
class TypeAhead;
class VariableHighlighter;

// The URL of a request: one line, taken as it is typed. Variables are coloured, and say on hover what they stand for; one
// that has no value is marked before anything is sent.
class UrlEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit UrlEdit(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    void setText(const QString &text); // changes only what differs, as one step that can be undone; says nothing
    void resetText(const QString &text); // another request: nothing to undo
    void setScope(const VariableScope &scope);
    void setLeading(QWidget *widget); // stands before the text, inside the field; owned from here on
    void setFocusOnAll(); // focus, everything selected: Ctrl+L
    [[nodiscard]] const QList<VariableMark> &marks() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited(const QString &text); // by the person
    void sendRequested(); // Enter

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void takeText();
    void dress();
    void placeLeading();

    const Theme &m_theme;
    VariableScope m_scope;
    VariableHighlighter *m_highlighter;
    TypeAhead *m_ahead;
    QWidget *m_leading = nullptr;
    QString m_text;
    bool m_isSetting = false;
};

}
