#include "ui/widgets/SecretField.h"

#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

std::optional<bool> capsLockFrom(const QString &text, Qt::KeyboardModifiers modifiers)
{
    if (text.size() != 1 || modifiers & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return std::nullopt;
    const QChar letter = text.at(0);
    if (letter.toLower() == letter.toUpper())
        return std::nullopt; // a digit, a sign, a letter without case
    return letter.isUpper() != modifiers.testFlag(Qt::ShiftModifier);
}

namespace {

// X11 and Wayland send the lock's state along; it is the state before the key.
bool isLockedBefore(const QKeyEvent &event)
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    constexpr quint32 lockMask = 2;
    return event.nativeModifiers() & lockMask;
#else
    Q_UNUSED(event)
    return false;
#endif
}

}

SecretField::SecretField(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
    , m_theme(theme)
    , m_eye(new QToolButton(this))
{
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setObjectName(u"revealSecret"_s);
    m_eye->setFocusPolicy(Qt::NoFocus); // between two fields one tab is enough; the keyboard has Ctrl+R
    m_eye->setCursor(Qt::ArrowCursor);
    connect(m_eye, &QToolButton::clicked, this, [this] { setRevealed(!isRevealed()); });
    connect(&theme, &Theme::changed, this, &SecretField::place);
    setRevealed(false);
    place();
}

Secret SecretField::secret() const
{
    QString typed = text();
    if (typed.endsWith(u'\n'))
        typed.chop(typed.endsWith("\r\n"_L1) ? 2 : 1);
    return Secret(typed);
}

void SecretField::setRevealed(bool isRevealed)
{
    setEchoMode(isRevealed ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(themedIcon(m_theme, isRevealed ? Icon::EyeOff : Icon::Eye));
    m_eye->setAccessibleName(isRevealed ? tr("Hide what is typed") : tr("Show what is typed"));
    if (isRevealed)
        m_eye->setToolTip(tr("Hide what is typed (Ctrl+R)"));
    else
        m_eye->setToolTip(tr("Show what is typed (Ctrl+R)"));
}

void SecretField::place()
{
    const int side = m_theme.px(24);
    m_eye->setGeometry(width() - side - m_theme.px(3), (height() - side) / 2, side, side);
    int room = side + m_theme.px(2);
    if (m_isCapsLockOn)
        room += QFontMetrics(m_theme.font(TextRole::Tiny)).horizontalAdvance(tr("Caps Lock is on")) + m_theme.px(6);
    setTextMargins(0, 0, room, 0);
    update();
}

void SecretField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    place();
}

bool SecretField::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_R && key->modifiers() == Qt::ControlModifier) {
            key->accept();
            return true;
        }
        break;
    }
    case QEvent::KeyPress: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_R && key->modifiers() == Qt::ControlModifier) {
            setRevealed(!isRevealed());
            return true;
        }
        if (key->key() == Qt::Key_CapsLock)
            setCapsLock(!m_isCapsLockOn && !isLockedBefore(*key));
        else if (isLockedBefore(*key))
            setCapsLock(true);
        else if (const auto isOn = capsLockFrom(key->text(), key->modifiers()))
            setCapsLock(*isOn);
        break;
    }
    default:
        break;
    }
    return QLineEdit::event(event);
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() == Qt::PopupFocusReason)
        return; // its own context menu
    setRevealed(false);
    setCapsLock(false); // it may change while we don't see it
}

void SecretField::setCapsLock(bool isOn)
{
    if (isOn == m_isCapsLockOn)
        return;
    m_isCapsLockOn = isOn;
    setAccessibleDescription(isOn ? tr("Caps Lock is on") : QString());
    place();
}

void SecretField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_isCapsLockOn)
        return;
    QPainter painter(this);
    painter.setFont(m_theme.font(TextRole::Tiny));
    painter.setPen(m_theme.color(Token::WarnText));
    painter.drawText(rect().adjusted(0, 0, -m_theme.px(30), 0), Qt::AlignRight | Qt::AlignVCenter, tr("Caps Lock is on"));
}

}
