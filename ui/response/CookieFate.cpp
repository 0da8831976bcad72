#include "ui/response/CookieFate.h"

#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CookieFate", text);
}

// What stands before the first ";": enough to tell a refused one by.
Cookie namedOnly(const QByteArray &setCookie)
{
    const QByteArray pair = setCookie.split(';').constFirst();
    const auto equals = pair.indexOf('=');
    Cookie cookie;
    cookie.name = equals < 0 ? QByteArray() : pair.left(equals).trimmed();
    cookie.value = (equals < 0 ? pair : pair.mid(equals + 1)).trimmed();
    return cookie;
}

}

QList<CookieFate> CookieFate::of(const HttpExchange &exchange)
{
    QList<CookieFate> fates;
    for (const HttpHop &hop : exchange.hops) {
        const UtcTime at = hop.startedAt + std::chrono::duration_cast<Milliseconds>(hop.timings.total);
        const auto origin = Origin::of(hop.url);
        for (const QByteArray &field : hop.headers.values("Set-Cookie")) {
            CookieFate fate;
            fate.from = origin ? origin->host : QString();
            if (const auto cookie = Cookie::parse(field, hop.url, at)) {
                fate.cookie = *cookie;
                fate.outcome = cookie->isExpired(at) ? Outcome::Deleted : Outcome::Taken;
            } else {
                fate.cookie = namedOnly(field);
                fate.outcome = Outcome::Refused;
                fate.why = cookie.error().message;
            }
            fates.append(fate);
        }
    }
    return fates;
}

QString CookieFate::place() const
{
    if (outcome == Outcome::Refused)
        return from;
    const QString path = VisibleText::of(cookie.path, 200);
    return cookie.isHostOnly ? cookie.domain + path : tr("%1 and below, %2").arg(cookie.domain, path);
}

QString CookieFate::flags() const
{
    QStringList words;
    if (cookie.isSecure)
        words += u"Secure"_s;
    if (cookie.isHttpOnly)
        words += u"HttpOnly"_s;
    if (!cookie.sameSite.isEmpty())
        words += u"SameSite="_s + VisibleText::of(cookie.sameSite, 20);
    return words.join(u", "_s);
}

QString CookieFate::life(UtcTime now) const
{
    if (outcome != Outcome::Taken)
        return {};
    if (!cookie.expires)
        return tr("this session");
    const QString date = QDateTime::fromMSecsSinceEpoch(cookie.expires->time_since_epoch().count()).toString(u"yyyy-MM-dd HH:mm"_s);
    const auto left = *cookie.expires - now;
    if (left.count() <= 0)
        return tr("%1, over by now").arg(date);
    const auto days = std::chrono::floor<std::chrono::days>(left).count();
    if (days >= 1)
        return days == 1 ? tr("%1, in a day").arg(date) : tr("%1, in %2 days").arg(date).arg(days);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(left).count();
    return minutes >= 60 ? tr("%1, in %2 h").arg(date).arg(minutes / 60) : tr("%1, in %2 min").arg(date).arg(minutes);
}

QString CookieFate::words() const
{
    switch (outcome) {
    case Outcome::Taken:
        return tr("kept for the next requests");
    case Outcome::Deleted:
        return tr("deleted: its time is over");
    case Outcome::Refused:
        return why;
    }
    Q_UNREACHABLE();
}

}
