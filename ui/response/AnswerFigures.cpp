#include "ui/response/AnswerFigures.h"

#include "app/http/BodyStore.h"
#include "app/http/HttpExchange.h"
#include "app/http/VisibleText.h"
#include "ui/response/LockButton.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/StatusBadge.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QtWidgets/QHBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

std::chrono::microseconds timeOf(const HttpExchange &exchange)
{
    std::chrono::microseconds time{0};
    for (const HttpHop &hop : exchange.hops)
        time += hop.timings.total;
    return time;
}

}

AnswerFigures::AnswerFigures(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_lock(new LockButton(theme))
    , m_incomplete(new Badge(theme, Badge::Tone::Warning, tr("incomplete")))
    , m_status(new StatusBadge(theme))
    , m_time(new TextLabel(theme, TextRole::Body, Token::Dim))
    , m_size(new TextLabel(theme, TextRole::Body, Token::Dim))
{
    m_incomplete->setObjectName(u"incomplete"_s);
    m_status->setObjectName(u"status"_s);
    m_time->setObjectName(u"time"_s);
    m_size->setObjectName(u"size"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(12));
    for (QWidget *figure : {static_cast<QWidget *>(m_lock), static_cast<QWidget *>(m_incomplete), static_cast<QWidget *>(m_status), static_cast<QWidget *>(m_time),
             static_cast<QWidget *>(m_size)})
        layout->addWidget(figure, 0, Qt::AlignVCenter);
    connect(m_lock, &LockButton::clicked, this, [this] {
        if (m_lock->lock())
            Q_EMIT connectionRequested(m_lock->lock()->hop);
    });
    clear();
}

void AnswerFigures::clear()
{
    for (QWidget *figure : findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly))
        figure->hide();
    m_hasTime = m_hasSize = false;
}

void AnswerFigures::setArriving(const HttpExchange &exchange)
{
    for (QWidget *unknown : {static_cast<QWidget *>(m_incomplete), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_size)})
        unknown->hide();
    m_hasTime = m_hasSize = false;
    showStatus(exchange);
}

void AnswerFigures::showStatus(const HttpExchange &exchange)
{
    const HttpHop &last = exchange.last();
    if (last.status > 0)
        m_status->setStatus(last.status, VisibleText::of(last.reason, 60));
    else
        m_status->setTrouble(tr("no answer"));
    m_status->show();
    m_lock->setLock(ConnectionLock::weakestOf(exchange.hops));
    m_lock->setVisible(m_lock->lock().has_value());
}

void AnswerFigures::setExchange(const HttpExchange &exchange)
{
    showStatus(exchange);
    const bool isAnswered = exchange.last().status > 0; // "no answer" is not incomplete as well, and has no size
    m_incomplete->setVisible(isAnswered && !exchange.isComplete);
    m_time->setText(Quantity::time(timeOf(exchange)));
    m_time->setToolTip(plainToolTip(exchange.hops.size() == 1 ? tr("On the wire, one request.")
                                                              : tr("On the wire, %1 requests.").arg(exchange.hops.size())));
    m_hasTime = isAnswered || timeOf(exchange).count() > 0;
    m_time->setVisible(m_hasTime);
    const qint64 decoded = exchange.body ? exchange.body->size() : 0;
    m_size->setText(Quantity::size(decoded));
    m_size->setToolTip(plainToolTip(
        tr("Body: %1 on the wire, %2 decoded.").arg(Quantity::exactSize(exchange.last().receivedBodySize), Quantity::exactSize(decoded))));
    m_hasSize = isAnswered;
    m_size->setVisible(m_hasSize);
}

int AnswerFigures::wholeWidth() const
{
    int width = m_isBrief ? m_status->briefSaves() : 0;
    for (const QWidget *figure : {static_cast<QWidget *>(m_lock), static_cast<QWidget *>(m_incomplete), static_cast<QWidget *>(m_status)})
        width += figure->isHidden() ? 0 : figure->sizeHint().width() + layout()->spacing();
    width += m_hasTime ? m_time->sizeHint().width() + layout()->spacing() : 0;
    width += m_hasSize ? m_size->sizeHint().width() + layout()->spacing() : 0;
    return width - layout()->spacing();
}

int AnswerFigures::briefWidth() const
{
    return wholeWidth() - m_status->briefSaves();
}

void AnswerFigures::fitTo(int room)
{
    int needed = wholeWidth();
    m_isBrief = needed > room;
    needed -= m_isBrief ? m_status->briefSaves() : 0;
    const bool isSizeShown = m_hasSize && needed <= room;
    needed -= m_hasSize && !isSizeShown ? m_size->sizeHint().width() + layout()->spacing() : 0;
    m_status->setBrief(m_isBrief);
    m_size->setVisible(isSizeShown);
    m_time->setVisible(m_hasTime && needed <= room);
}

}
