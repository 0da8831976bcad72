#include "ui/credentials/IdentityPicker.h"

#include "ui/credentials/CredentialSource.h"
#include "ui/credentials/CredentialText.h"
#include "ui/credentials/IdentityLook.h"
#include "ui/credentials/IdentityPopup.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/Ticker.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int chevronRoom = 22, mostNameWidth = 180;

}

IdentityPicker::IdentityPicker(const Theme &theme, Ticker &ticker, CredentialSource &source, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_source(source)
    , m_ring(new CountdownRing(theme, ticker, this))
    , m_name(new ElidedLabel(theme, TextRole::Strong, Token::Text, {}, this))
    , m_left(new TextLabel(theme, TextRole::Mono, Token::Dim, {}, this))
    , m_list(new IdentityPopup(theme, ticker, source, this))
{
    setObjectName(u"identityPicker"_s);
    setTall(this);
    m_ring->setDiameter(22);
    m_ring->setTextShown(false);
    m_left->setObjectName(u"identityCountdown"_s);
    for (QWidget *part : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_left)})
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(7), 0, theme.px(chevronRoom), 0);
    row->setSpacing(theme.px(6));
    row->addWidget(m_ring);
    row->addWidget(m_name, 1);
    row->addWidget(m_left);

    connect(this, &QPushButton::clicked, this, &IdentityPicker::openList);
    connect(m_list, &IdentityPopup::chosen, this, [this](const CredentialId &id) {
        setIdentity(id);
        setFocus(Qt::PopupFocusReason);
        Q_EMIT identityChosen(id);
    });
    connect(m_list, &IdentityPopup::closed, this, [this] { setDown(false); });
    connect(m_list, &IdentityPopup::signInRequested, this, &IdentityPicker::signInRequested);
    connect(&source, &CredentialSource::itemChanged, this, [this](const CredentialId &id) {
        if (id == m_identity)
            render();
    });
    connect(&source, &CredentialSource::idsChanged, this, &IdentityPicker::render);
    connect(&theme, &Theme::changed, this, &IdentityPicker::render);
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_I), this);
    connect(shortcut, &QShortcut::activated, this, &IdentityPicker::openList);
    render();
}

void IdentityPicker::setIdentity(const CredentialId &id)
{
    m_identity = id;
    render();
}

void IdentityPicker::openList()
{
    setDown(true); // while it is open nobody tells whether the pointer is over it: the ring would stand on another ground
    m_list->open(m_identity, QRect(mapToGlobal(QPoint(0, 0)), size()));
}

QString IdentityPicker::countdown() const
{
    return m_left->text();
}

void IdentityPicker::render()
{
    m_item = m_identity.isEmpty() ? std::nullopt : m_source.item(m_identity);
    m_ring->setVisible(m_item.has_value());
    m_left->setVisible(m_item.has_value());
    m_name->setColor(m_item ? Token::Text : Token::Dim);
    if (m_item) {
        m_name->setText(m_item->id().account);
        m_ring->setCredentialColor(m_item->colorIndex);
        m_ring->setCountdown(CredentialText::life(m_item->status));
    } else {
        m_name->setText(m_identity.isEmpty() ? tr("nobody") : tr("%1 (gone)").arg(m_identity.account));
    }
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
    else
        (void)tick();
}

Milliseconds IdentityPicker::tick()
{
    const UtcTime now = m_ticker.clock().now();
    QString spoken = m_identity.isEmpty() ? tr("nobody") : tr("%1, which is not there any more").arg(m_identity.account);
    if (m_item) {
        spoken = CredentialText::spoken(*m_item, now);
        const QString left = CredentialText::countdown(*m_item, now);
        const bool isOtherWidth = left.size() != m_left->text().size();
        m_left->setText(left);
        m_left->setRole(countdownRole(left));
        QPalette palette = m_left->palette();
        palette.setColor(QPalette::WindowText, countdownColor(m_theme, *m_item, now));
        m_left->setPalette(palette);
        m_ring->setTone(ringTone(m_item->status.warning(now)));
        if (isOtherWidth)
            updateGeometry();
    }
    setAccessibleName(tr("Send as %1").arg(spoken));
    setToolTip(plainToolTip(tr("Send as %1 (Ctrl+I)").arg(spoken)));
    return m_item ? CredentialText::untilChange(m_item->status, now).value_or(std::chrono::hours(24))
                  : std::chrono::hours(24);
}

QSize IdentityPicker::sizeHint() const
{
    const int name = std::min(m_name->sizeHint().width(), m_theme.px(mostNameWidth));
    const int others = layout()->minimumSize().width() - m_name->minimumSizeHint().width();
    return {name + others, QPushButton::sizeHint().height()};
}

QSize IdentityPicker::minimumSizeHint() const
{
    return {layout()->minimumSize().width(), QPushButton::sizeHint().height()};
}

void IdentityPicker::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    QPainter painter(this);
    const QPointF middle(width() - m_theme.px(chevronRoom) / 2.0, height() / 2.0);
    drawChevron(painter, middle, m_theme.px(8), Qt::DownArrow, m_theme.color(Token::Dim));
}

void IdentityPicker::showEvent(QShowEvent *event)
{
    QPushButton::showEvent(event);
    m_ticker.start(this, [this] { return tick(); });
}

void IdentityPicker::hideEvent(QHideEvent *event)
{
    QPushButton::hideEvent(event);
    m_ticker.stop(this);
}

void IdentityPicker::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return openList();
    QPushButton::keyPressEvent(event);
}

}
