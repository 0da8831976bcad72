#include "ui/response/AnswerShelf.h"

#include "app/http/BodyStore.h"
#include "app/http/VisibleText.h"
#include "ui/widgets/Quantity.h"

#include <QtCore/QDateTime>

namespace tessera::ui {

using namespace Qt::StringLiterals;

void AnswerShelf::add(const HttpExchange &exchange)
{
    if (exchange.hops.isEmpty() || !exchange.body || exchange.status() == 0)
        return;
    erase_if(m_answers, [&](const HttpExchange &each) { return each.body == exchange.body; });
    m_answers.prepend(exchange);
    qint64 bytes = 0;
    for (qsizetype i = 1; i < m_answers.size(); ++i) {
        bytes += m_answers.at(i).body->size();
        if (i >= most || bytes > mostBytes) {
            m_answers.resize(i);
            break;
        }
    }
}

QString AnswerShelf::title(int index) const
{
    const HttpExchange &exchange = m_answers.at(index);
    const HttpHop &last = exchange.last();
    const QString time = QDateTime::fromMSecsSinceEpoch(last.startedAt.time_since_epoch().count()).toString(u"HH:mm:ss"_s);
    const QString status = QString(QString::number(last.status) + u' ' + VisibleText::of(last.reason, 30)).trimmed();
    return u"%1   %2   %3"_s.arg(time, status, Quantity::size(exchange.body->size()));
}

}
