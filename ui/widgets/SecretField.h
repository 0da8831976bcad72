#pragma once

#include "app/base/Secret.h"

#include <QtWidgets/QLineEdit>

#include <optional>

class QToolButton;

namespace tessera::ui {

class Theme;

// A line edit for a password, token or key: masked until the eye is pressed (Ctrl+R does the same), masked again when
// it is left, with a hint while caps lock is on.
class SecretField : public QLineEdit {
    Q_OBJECT
public:
    explicit SecretField(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] Secret secret() const; // without the line break that comes along when a file's line is pasted
    void setRevealed(bool isRevealed);
    [[nodiscard]] bool isRevealed() const { return echoMode() == QLineEdit::Normal; }
    [[nodiscard]] bool isCapsLockShown() const { return m_isCapsLockOn; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool event(QEvent *event) override;

private:
    void setCapsLock(bool isOn);
    void place();

    const Theme &m_theme;
    QToolButton *m_eye;
    bool m_isCapsLockOn = false;
};

// What a typed letter says about caps lock; nullopt: nothing. Qt has no portable way to ask.
[[nodiscard]] std::optional<bool> capsLockFrom(const QString &text, Qt::KeyboardModifiers modifiers);

}
