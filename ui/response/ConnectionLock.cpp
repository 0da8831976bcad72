#include "ui/response/ConnectionLock.h"

#include "app/http/Origin.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ConnectionLock", text);
}

using Kind = ConnectionLock::Kind;

std::optional<Kind> kindOf(const HttpHop &hop, const Origin &origin)
{
    if (origin.scheme == "http"_L1) {
        if (hop.requestHead.isEmpty())
            return std::nullopt;
        return origin.isLoopback() ? Kind::PlainHere : Kind::Plain;
    }
    if (!hop.tls)
        return std::nullopt;
    if (hop.tls->isRefused() || hop.tls->version.isEmpty())
        return Kind::Failed;
    return hop.tls->trust == TlsTrust::Exception ? Kind::Exception : Kind::Verified;
}

QString wordsOf(Kind kind, const HttpHop &hop, const QString &place)
{
    switch (kind) {
    case Kind::Verified:
        return tr("Encrypted, and %1 proved who it is (%2).").arg(place, hop.tls->version);
    case Kind::PlainHere:
        return tr("Not encrypted. It did not leave this computer.");
    case Kind::Exception:
        return tr("Encrypted (%2). %1 could not prove who it is: its certificate is trusted only because you said so.").arg(place, hop.tls->version);
    case Kind::Plain:
        return tr("Not encrypted: everyone on the way to %1 could read this request and its answer, and change them.").arg(place);
    case Kind::Failed:
        break;
    }
    if (hop.tls->trust == TlsTrust::Replaced)
        return tr("Nothing was sent: %1 showed another certificate than the one that you trusted.").arg(place);
    return hop.tls->isRefused() ? tr("Nothing was sent: %1 could not prove who it is.").arg(place)
                                : tr("Nothing was sent: no encrypted connection to %1 came about.").arg(place);
}

}

std::optional<ConnectionLock> ConnectionLock::of(const HttpHop &hop)
{
    const auto origin = Origin::of(hop.url);
    const auto kind = origin ? kindOf(hop, *origin) : std::nullopt;
    if (!kind)
        return std::nullopt;
    return ConnectionLock{*kind, 0, wordsOf(*kind, hop, origin->authority())};
}

std::optional<ConnectionLock> ConnectionLock::weakestOf(const QList<HttpHop> &hops)
{
    std::optional<ConnectionLock> weakest;
    for (qsizetype i = 0; i < hops.size(); ++i) {
        auto lock = of(hops.at(i));
        if (!lock || (weakest && lock->kind <= weakest->kind))
            continue;
        lock->hop = int(i);
        weakest = lock;
    }
    return weakest;
}

Icon ConnectionLock::icon() const
{
    switch (kind) {
    case Kind::Verified:
        return Icon::Lock;
    case Kind::PlainHere:
    case Kind::Plain:
        return Icon::LockOpen;
    case Kind::Exception:
        return Icon::Shield;
    case Kind::Failed:
        return Icon::Error;
    }
    Q_UNREACHABLE();
}

Token ConnectionLock::token() const
{
    switch (kind) {
    case Kind::Verified:
        return Token::Ok;
    case Kind::PlainHere:
        return Token::Dim;
    case Kind::Exception:
    case Kind::Plain:
        return Token::Warn;
    case Kind::Failed:
        return Token::Bad;
    }
    Q_UNREACHABLE();
}

}
