#include "ui/response/WaitingView.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/Ticker.h"

#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int barSteps = 1000;

}

WaitingView::WaitingView(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_ticker(ticker)
    , m_phase(new TextLabel(theme, TextRole::Strong, Token::Text))
    , m_elapsed(new TextLabel(theme, TextRole::Mono, Token::Dim))
    , m_amount(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_bar(new QProgressBar)
{
    m_phase->setObjectName(u"waitingPhase"_s);
    m_elapsed->setObjectName(u"waitingElapsed"_s);
    m_amount->setObjectName(u"waitingAmount"_s);
    m_bar->setRange(0, barSteps);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("How much of the body has gone or come"));
    m_bar->setFixedSize(theme.px(220), theme.px(6));
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"waitingCancel"_s);
    cancel->setToolTip(tr("Stop waiting (Esc)"));
    connect(cancel, &QPushButton::clicked, this, &WaitingView::cancelRequested);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme.px(8));
    layout->addStretch(2);
    for (QWidget *part : {static_cast<QWidget *>(m_phase), static_cast<QWidget *>(m_elapsed), static_cast<QWidget *>(m_bar),
             static_cast<QWidget *>(m_amount), static_cast<QWidget *>(cancel)})
        layout->addWidget(part, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    start({});
}

void WaitingView::start(BootTime since)
{
    m_since = since;
    m_firstSent.reset();
    m_firstByte.reset();
    setProgress(0, -1);
    if (isVisible())
        m_ticker.start(this, [this] { return tick(); });
}

void WaitingView::setPhase(const QString &phase)
{
    m_phase->setText(phase);
}

void WaitingView::setUpload(qint64 sent, qint64 total)
{
    const BootTime now = m_ticker.clock().boot();
    if (!m_firstSent)
        m_firstSent = now;
    m_bar->setVisible(true);
    m_bar->setValue(int(double(qMin(sent, total)) / double(qMax<qint64>(total, 1)) * barSteps));
    m_amount->setVisible(true);
    m_amount->setText(tr("Sent %1").arg(progressText(sent, total, now - *m_firstSent)));
}

void WaitingView::setProgress(qint64 received, qint64 expected)
{
    m_received = received;
    m_expected = expected;
    const BootTime now = m_ticker.clock().boot();
    if (received > 0 && !m_firstByte)
        m_firstByte = now;
    const bool isMeasured = expected > 0 && received > 0;
    m_bar->setVisible(isMeasured);
    if (isMeasured)
        m_bar->setValue(int(double(qMin(received, expected)) / double(expected) * barSteps));
    m_amount->setVisible(received > 0);
    m_amount->setText(progressText(received, expected, m_firstByte ? now - *m_firstByte : 0ms));
}

QString WaitingView::progressText(qint64 received, qint64 expected, Milliseconds since)
{
    const QString amount = expected > 0 ? tr("%1 of %2").arg(Quantity::size(received), Quantity::size(expected)) : Quantity::size(received);
    const QString speed = Quantity::speed(received, since);
    return speed.isEmpty() ? amount : amount + u", "_s + speed;
}

Milliseconds WaitingView::tick()
{
    const auto elapsed = m_ticker.clock().boot() - m_since;
    m_elapsed->setText(tr("%1 s").arg(double(elapsed.count()) / 1000, 0, 'f', 1));
    return 100ms;
}

void WaitingView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_ticker.start(this, [this] { return tick(); });
}

void WaitingView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticker.stop(this);
}

}
