#include "ui/response/LockButton.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/ToolTip.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

LockButton::LockButton(const Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , m_theme(theme)
{
    setObjectName(u"connectionLock"_s);
    setAutoRaise(true);
    setLock({});
}

void LockButton::setLock(const std::optional<ConnectionLock> &lock)
{
    m_lock = lock;
    setIcon(lock ? themedIcon(m_theme, lock->icon(), lock->token()) : themedIcon(m_theme, Icon::Globe, Token::Faint));
    const QString words = lock ? lock->words : tr("Whether the connection is encrypted is known when a request was sent.");
    setToolTip(plainToolTip(lock ? words + u'\n' + tr("Press to see the connection.") : words));
    setAccessibleName(lock ? tr("Connection: %1").arg(words) : tr("Connection: not known yet"));
    setEnabled(lock.has_value());
}

}
