#include "ui/response/ArrivalBar.h"

#include "ui/response/WaitingView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/Ticker.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

ArrivalBar::ArrivalBar(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_ticker(ticker)
    , m_bar(new QProgressBar)
    , m_amount(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    setObjectName(u"arrival"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(theme.px(6));
    m_bar->setAccessibleName(tr("How much of the body has come"));
    m_amount->setObjectName(u"arrivalAmount"_s);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"arrivalCancel"_s);
    cancel->setToolTip(tr("Stop here and keep what has come (Esc)"));
    connect(cancel, &QPushButton::clicked, this, &ArrivalBar::cancelRequested);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4));
    layout->setSpacing(theme.px(10));
    layout->addWidget(m_bar, 1);
    layout->addWidget(m_amount, 1);
    layout->addWidget(cancel);
}

void ArrivalBar::start()
{
    m_since = m_ticker.clock().boot();
    setProgress(0, -1);
}

void ArrivalBar::setProgress(qint64 received, qint64 expected)
{
    constexpr int steps = 1000;
    const bool isMeasured = expected > 0;
    m_bar->setVisible(isMeasured); // else nobody knows how much will come
    m_bar->setRange(0, steps);
    if (isMeasured)
        m_bar->setValue(int(double(qMin(received, expected)) / double(expected) * steps));
    m_amount->setText(WaitingView::progressText(received, expected, m_ticker.clock().boot() - m_since));
}

}
