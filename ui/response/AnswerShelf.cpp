#include "ui/response/AnswerShelf.h"

#include "app/http/BodyStore.h"
#include "app/http/VisibleText.h"
#include "ui/widgets/Quantity.h"

#include <QtCore/QDateTime>
#include <QtCore/QUrl>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestAddress = 60;

QUrl urlOf(const HttpExchange &exchange)
{
    return QUrl::fromEncoded(exchange.hops.constFirst().url);
}

QString placeOf(const HttpExchange &exchange)
{
    const QUrl url = urlOf(exchange);
    return url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port());
}

QString methodOf(const HttpExchange &exchange)
{
    const QByteArray &head = exchange.hops.constFirst().requestHead;
    return VisibleText::of(head.left(head.indexOf(' ')), 20);
}

}

void AnswerShelf::add(const HttpExchange &exchange, const CredentialId &identity)
{
    if (exchange.hops.isEmpty() || !exchange.body || exchange.status() == 0)
        return;
    m_answers.removeIf([&exchange](const Answer &answer) { return answer.isLeaving || answer.exchange.body == exchange.body; });
    m_answers.prepend({exchange, identity});
    qint64 bytes = 0;
    for (qsizetype i = 1; i < m_answers.size(); ++i) {
        bytes += m_answers.at(i).exchange.body->size();
        if (i >= most || bytes > mostBytes) {
            m_answers.resize(i);
            break;
        }
    }
}

void AnswerShelf::followRename(const CredentialId &from, const CredentialId &to)
{
    for (Answer &answer : m_answers)
        if (answer.identity == from)
            answer.identity = to;
}

bool AnswerShelf::forget(const CredentialId &identity)
{
    const auto isOfThem = [&identity](const Answer &answer) { return !identity.isEmpty() && answer.identity == identity; };
    if (!std::any_of(m_answers.cbegin(), m_answers.cend(), isOfThem))
        return false;
    m_answers.first().isLeaving = m_answers.constFirst().isLeaving || isOfThem(m_answers.constFirst());
    m_answers.erase(std::remove_if(m_answers.begin() + 1, m_answers.end(), isOfThem), m_answers.end());
    return true;
}

QString AnswerShelf::title(int index) const
{
    const Answer &answer = m_answers.at(index);
    const HttpHop &last = answer.exchange.last();
    const QString time = QDateTime::fromMSecsSinceEpoch(last.startedAt.time_since_epoch().count()).toString(u"HH:mm:ss"_s);
    const QString status = QString(QString::number(last.status) + u' ' + VisibleText::of(last.reason, 30)).trimmed();
    QStringList parts{time, status, Quantity::size(answer.exchange.body->size())};
    // The newest is told apart from every other one, and the others from the newest.
    const auto differs = [this, index, &answer](const auto &of) {
        const auto end = index == 0 ? m_answers.cend() : m_answers.cbegin() + 1;
        return std::any_of(m_answers.cbegin(), end, [&](const Answer &other) { return of(other) != of(answer); });
    };
    if (differs([](const Answer &each) { return each.identity; })) {
        const CredentialId &id = answer.identity;
        parts += id.isEmpty() ? tr("as nobody") : tr("as %1 (%2, %3)").arg(id.account, id.profile, id.environment);
    }
    if (differs([](const Answer &each) { return methodOf(each.exchange); }))
        parts += methodOf(answer.exchange);
    const QUrl url = urlOf(answer.exchange);
    const QString path = url.path(QUrl::FullyEncoded);
    if (differs([](const Answer &each) { return placeOf(each.exchange); }))
        parts += VisibleText::of(QString(placeOf(answer.exchange) + path).toUtf8(), longestAddress);
    else if (differs([](const Answer &each) { return urlOf(each.exchange).path(QUrl::FullyEncoded); }))
        parts += VisibleText::of(path.toUtf8(), longestAddress);
    return parts.join(u"   "_s);
}

QStringList AnswerShelf::earlierTitles() const
{
    QStringList titles;
    for (int i = 1; i < count(); ++i)
        titles += title(i);
    return titles;
}

}
