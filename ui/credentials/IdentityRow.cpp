#include "ui/credentials/IdentityRow.h"

#include "ui/credentials/CredentialText.h"
#include "ui/credentials/IdentityLook.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

IdentityRow::IdentityRow(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_ring(new CountdownRing(theme, ticker, this))
    , m_name(new TextLabel(theme, TextRole::Body, Token::Text, {}, this))
    , m_profile(new ElidedLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_left(new TextLabel(theme, TextRole::Mono, Token::Dim, {}, this))
{
    setObjectName(u"identityRow"_s);
    m_ring->setDiameter(22);
    m_ring->setTextShown(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(8), 0, theme.px(10), 0);
    row->setSpacing(theme.px(8));
    row->addWidget(m_ring);
    row->addWidget(m_name);
    row->addWidget(m_profile, 1);
    row->addWidget(m_left);
}

int IdentityRow::heightIn(const Theme &theme)
{
    return theme.px(34);
}

void IdentityRow::setItem(const CredentialItem &item, bool isCurrent, bool isChosen)
{
    m_item = item;
    m_isCurrent = isCurrent;
    m_name->setText(item.id().account);
    m_name->setRole(isChosen ? TextRole::Strong : TextRole::Body);
    m_profile->setText(tr("%1, %2", "API, environment").arg(item.status.profileName, item.id().environment));
    m_ring->setCredentialColor(item.colorIndex);
    m_ring->setCountdown(CredentialText::life(item.status));
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
    else
        (void)tick();
    update();
}

Milliseconds IdentityRow::tick()
{
    const UtcTime now = m_ticker.clock().now();
    m_left->setText(CredentialText::countdown(m_item, now));
    m_left->setRole(countdownRole(m_left->text()));
    QPalette palette = m_left->palette();
    palette.setColor(QPalette::WindowText, countdownColor(m_theme, m_item, now));
    m_left->setPalette(palette);
    m_ring->setTone(ringTone(m_item.status.warning(now)));
    setAccessibleName(CredentialText::spoken(m_item, now));
    return CredentialText::untilChange(m_item.status, now).value_or(std::chrono::hours(24));
}

void IdentityRow::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticker.start(this, [this] { return tick(); });
}

void IdentityRow::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticker.stop(this);
}

void IdentityRow::enterEvent(QEnterEvent *)
{
    Q_EMIT entered();
}

void IdentityRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT clicked();
}

void IdentityRow::paintEvent(QPaintEvent *)
{
    if (!m_isCurrent)
        return;
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(6), m_theme.color(Token::AccentGround), {});
}

}
