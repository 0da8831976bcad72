#include "app/run/TokenPlaces.h"

#include "app/auth/profile/AuthProfile.h"
#include "app/http/UrlText.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using Place = Applier::Addition::Place;
using Scheme = CredentialScheme::Kind;

namespace {

constexpr QByteArrayView basic = "Basic ";

QByteArray decodedBasic(const QByteArray &value)
{
    return value.startsWith(basic) ? QByteArray::fromBase64(value.mid(basic.size())) : QByteArray();
}

bool holds(const HttpRequest &request, const Applier::Addition &addition, const QByteArray &token)
{
    const QByteArray name = addition.name.toUtf8();
    switch (addition.place) {
    case Place::Header: {
        if (request.login)
            return request.login->password.revealUtf8() == token;
        const QByteArray value = request.headers.value(name);
        return value.contains(token) || decodedBasic(value).contains(token);
    }
    case Place::Query: {
        const auto items = UrlText::queryItems(request.url);
        return std::any_of(items.begin(), items.end(), [&](const UrlText::QueryItem &item) { return item.name == name && item.value.contains(token); });
    }
    case Place::Cookie:
        return request.headers.value("Cookie").contains(token);
    case Place::Connection:
        return false;
    }
    Q_UNREACHABLE();
}

QByteArray replaced(QByteArray value, const QByteArray &token, const QByteArray &other)
{
    QByteArray pair = decodedBasic(value);
    if (const qsizetype password = pair.indexOf(':') + 1; password > 0 && pair.mid(password) == token)
        return basic.toByteArray() + (pair.left(password) + other).toBase64(); // a user may be called like his password
    if (pair.contains(token))
        return basic.toByteArray() + pair.replace(token, other).toBase64();
    return value.replace(token, other);
}

QList<UrlText::QueryItem> itemsCalled(const HttpRequest &request, const QString &name)
{
    QList<UrlText::QueryItem> found = UrlText::queryItems(request.url);
    erase_if(found, [&](const UrlText::QueryItem &item) { return QString::fromUtf8(item.name) != name; });
    return found;
}

void removeCookie(HttpRequest &request, const QByteArray &name)
{
    QList<QByteArray> kept;
    for (const QByteArray &each : request.headers.value("Cookie").split(';'))
        if (const QByteArray pair = each.trimmed(); !pair.isEmpty() && pair.left(pair.indexOf('=')) != name)
            kept += pair;
    if (kept.isEmpty())
        request.headers.remove("Cookie");
    else
        request.headers.set("Cookie", kept.join("; "));
}

bool isAlways(const AuthProfile *profile, const Applier::Addition &addition)
{
    const auto isIt = [&](const NamedTemplate &each) { return each.name.compare(addition.name, Qt::CaseInsensitive) == 0; };
    const auto among = [&](const QList<NamedTemplate> &parts) { return std::any_of(parts.begin(), parts.end(), isIt); };
    return profile && (among(profile->always.headers) || among(profile->always.query) || among(profile->always.cookies));
}

bool isAuthorization(const Applier::Addition &addition)
{
    return addition.name.compare("Authorization"_L1, Qt::CaseInsensitive) == 0;
}

// What stands behind the scheme, or all of it.
QByteArray bareToken(const QByteArray &header)
{
    const QByteArray value = header.trimmed();
    return value.mid(value.indexOf(' ') + 1).trimmed();
}

}

TokenPlaces TokenPlaces::in(const AuthorisedRequest &request, const TokenSet &tokens, const AuthProfile *profile)
{
    TokenPlaces found;
    found.m_scheme = request.scheme;
    const bool isSent = found.m_scheme != Scheme::AwsSigV4 && found.m_scheme != Scheme::ClientCertificate;
    const Secret access = isSent ? tokens.captures.value(u"access"_s) : Secret();
    const bool isPassword = CredentialScheme::isPassword(found.m_scheme);
    for (const Applier::Addition &addition : request.additions) // a short password may be a part of anything
        if (!access.isEmpty() && (!isPassword || isAuthorization(addition)) && holds(request.request, addition, access.revealUtf8()))
            found.m_places += addition;
    if (!found.isEmpty()) {
        found.m_token = access;
        return found;
    }
    const bool isAdded = std::any_of(request.additions.begin(), request.additions.end(), isAuthorization);
    if (request.request.headers.contains("Authorization") && !isAdded) {
        found.m_places += Applier::Addition{Place::Header, u"Authorization"_s};
        found.m_scheme = Scheme::Token;
        if (const QByteArray value = request.request.headers.value("Authorization"); decodedBasic(value).isEmpty())
            found.m_token = Secret(bareToken(value));
        return found;
    }
    std::copy_if(request.additions.begin(), request.additions.end(), std::back_inserter(found.m_places),
        [&](const Applier::Addition &addition) { return !isAlways(profile, addition); });
    return found;
}

void TokenPlaces::replace(AuthorisedRequest &request, const QString &other) const
{
    const QByteArray token = m_token.revealUtf8();
    HttpRequest &http = request.request;
    for (const Applier::Addition &each : m_places) {
        const QByteArray name = each.place == Place::Cookie ? QByteArray("Cookie") : each.name.toUtf8();
        if (each.place == Place::Header && http.login) {
            http.login->password = Secret(other);
        } else if (each.place == Place::Query) {
            const auto items = itemsCalled(http, each.name);
            http.url = UrlText::withoutQueryItems(http.url, items);
            for (const UrlText::QueryItem &item : items)
                http.url = UrlText::withQueryItem(http.url, each.name, QString::fromUtf8(QByteArray(item.value).replace(token, other.toUtf8())));
        } else {
            http.headers.set(name, replaced(http.headers.value(name), token, other.toUtf8()));
        }
    }
}

void TokenPlaces::remove(AuthorisedRequest &request) const
{
    for (const Applier::Addition &each : m_places)
        removeAddition(request, each);
    request.request.login.reset();
}

void removeAddition(AuthorisedRequest &request, const Applier::Addition &addition)
{
    HttpRequest &http = request.request;
    switch (addition.place) {
    case Place::Header:
        http.headers.remove(addition.name.toUtf8());
        break;
    case Place::Query:
        http.url = UrlText::withoutQueryItems(http.url, itemsCalled(http, addition.name));
        break;
    case Place::Cookie:
        removeCookie(http, addition.name.toUtf8());
        break;
    case Place::Connection:
        request.certificate.reset();
        break;
    }
    request.additions.removeAll(addition);
}

}
