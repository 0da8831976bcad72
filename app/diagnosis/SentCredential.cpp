#include "app/diagnosis/SentCredential.h"

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/auth/flow/RequestBuilder.h"
#include "app/http/UrlText.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// What the profile says that a signed-in request carries.
struct Expected {
    QString header = u"Authorization"_s;
    std::optional<QString> scheme;
    CredentialScheme::Kind kind = CredentialScheme::Kind::Token;
    bool isCookie = false, isInQuery = false, isInConnection = false;
    QList<NamedTemplate> always, beside; // beside the token
    QList<NamedTemplate> besideInQuery;
};

// What stands before the token in a rendered template: fields that are no secrets are known.
QString schemeOf(const Template &text, const DiagnosisFacts &facts)
{
    const QString mark(QChar(u'\x1'));
    const auto rendered = text.render([&](const QString &name) -> std::optional<QString> {
        if (name == "access"_L1)
            return mark;
        if (facts.session)
            if (const auto field = facts.session->credential.fields.constFind(name); field != facts.session->credential.fields.cend())
                return *field;
        const auto known = std::find_if(facts.profile->fields.begin(), facts.profile->fields.end(), [&](const Field &f) { return f.name == name; });
        return known == facts.profile->fields.end() ? QString() : known->defaultValue;
    });
    return rendered ? rendered->section(mark, 0, 0).trimmed() : QString();
}

// Of what is no token: a key has a name of its own, and may stand in the query; a certificate stands nowhere.
void takePlace(Expected &expected, const DiagnosisFacts &facts, const QMap<QString, QString> &choices)
{
    const auto lookup = [&](const QString &name) { return facts.session ? std::optional(facts.session->credential.fields.value(name)) : std::nullopt; };
    const CredentialScheme scheme = CredentialScheme::of(*facts.profile, choices, lookup);
    expected.kind = scheme.kind;
    if (scheme.places.isEmpty())
        return;
    const Applier::Addition &place = scheme.places.constFirst();
    expected.isCookie = place.place == Applier::Addition::Place::Cookie;
    expected.isInQuery = place.place == Applier::Addition::Place::Query;
    expected.isInConnection = place.place == Applier::Addition::Place::Connection;
    if (!place.name.isEmpty())
        expected.header = place.name;
    if (expected.isInQuery || expected.isInConnection || !expected.scheme)
        expected.scheme = QString();
}

Expected expectedOf(const DiagnosisFacts &facts)
{
    Expected expected;
    if (!facts.profile)
        return expected;
    const auto choices = facts.session ? facts.session->credential.choices : QMap<QString, QString>();
    expected.always = facts.profile->always.headers;
    for (const Application *application : RequestBuilder::signedIn(*facts.profile, choices)) {
        if (application->basic) {
            expected.scheme = u"Basic"_s;
            continue;
        }
        if (application->login)
            expected.scheme = application->login->scheme == HttpLogin::Scheme::Digest ? u"Digest"_s : u"NTLM"_s;
        if (application->awsSigV4 && !application->awsSigV4->isInQuery)
            expected.scheme = u"AWS4-HMAC-SHA256"_s;
        for (const NamedTemplate &header : application->headers) {
            if (!header.value.mentions(u"access")) {
                expected.beside += header;
                continue;
            }
            expected.header = header.name;
            expected.scheme = schemeOf(header.value, facts);
        }
        for (const NamedTemplate &item : application->query)
            if (!item.value.mentions(u"access"))
                expected.besideInQuery += item;
        expected.isCookie |= std::any_of(application->cookies.begin(), application->cookies.end(),
            [](const NamedTemplate &cookie) { return cookie.value.mentions(u"access"); });
    }
    takePlace(expected, facts, choices);
    if (expected.isCookie)
        expected.header = u"Cookie"_s;
    return expected;
}

bool isComputedScheme(const QString &scheme)
{
    return QStringList{u"digest"_s, u"ntlm"_s, u"negotiate"_s, u"aws4-hmac-sha256"_s}.contains(scheme.toLower());
}

bool isSchemeWord(const QString &word)
{
    return !word.isEmpty() && word.size() <= 20 && std::all_of(word.begin(), word.end(), [](QChar c) { return c.isLetter() || c == u'-' || c.isDigit(); });
}

void readHeader(SentCredential &sent, const QString &value)
{
    sent.isThere = !value.trimmed().isEmpty();
    sent.token = value.trimmed();
    const qsizetype space = sent.token.indexOf(u' ');
    if (sent.header.compare("Cookie"_L1, Qt::CaseInsensitive) != 0 && space > 0 && isSchemeWord(sent.token.left(space))) {
        sent.scheme = sent.token.left(space);
        sent.token = sent.token.mid(space + 1).trimmed();
    } else if (isSchemeWord(sent.token) && QStringList{u"bearer"_s, u"basic"_s, u"dpop"_s}.contains(sent.token.toLower())) {
        sent.scheme = sent.token; // the word, and nothing after it
        sent.token.clear();
    }
}

// Empty where it is not there.
QString inQuery(const QByteArray &url, const QString &name)
{
    const auto items = UrlText::queryItems(url);
    const auto found = std::find_if(items.begin(), items.end(),
        [&](const UrlText::QueryItem &item) { return QString::fromUtf8(item.name) == name && !item.value.isEmpty(); });
    return found == items.end() ? QString() : QString::fromUtf8(found->value);
}

// A header or a query item will do: many APIs take either.
QString firstMissing(const QList<NamedTemplate> &parts, const DiagnosisFacts &facts)
{
    for (const NamedTemplate &part : parts)
        if (facts.sent.value(part.name.toUtf8()).trimmed().isEmpty() && inQuery(facts.url, part.name).isEmpty())
            return part.name;
    return {};
}

QString firstOf(const QList<NamedTemplate> &parts)
{
    return parts.isEmpty() ? QString() : parts.constFirst().name;
}

// Whatever the method: it is the path that wants the other token.
bool wantsRefreshToken(const DiagnosisFacts &facts)
{
    if (!facts.profile || !facts.session)
        return false;
    const QString path = pathBelow(facts.url, facts.session->credential.baseUrl);
    const QList<Step> &steps = facts.profile->refresh.steps;
    return std::any_of(steps.begin(), steps.end(), [&](const Step &step) {
        return step.request.path.text() == path
            && std::any_of(step.request.headers.begin(), step.request.headers.end(),
                [](const NamedTemplate &header) { return header.value.names().contains("refresh"_L1); });
    });
}

}

bool SentCredential::carries(const QString &secret) const
{
    if (secret.isEmpty() || !isThere)
        return false;
    const bool isCookie = header.compare("Cookie"_L1, Qt::CaseInsensitive) == 0;
    return token == secret || decoded.endsWith(u':' + secret) || (isCookie && token.contains(secret));
}

SentCredential SentCredential::of(const DiagnosisFacts &facts)
{
    const Expected expected = expectedOf(facts);
    SentCredential sent;
    sent.header = expected.header;
    sent.expectedScheme = expected.scheme;
    sent.kind = expected.kind;
    if (expected.isInQuery) {
        sent.token = inQuery(facts.url, expected.header);
        sent.isThere = !sent.token.isEmpty();
    } else if (expected.isInConnection) {
        sent.isThere = facts.generation != 0 && !facts.hasLeftItsOrigin;
    } else {
        readHeader(sent, QString::fromUtf8(facts.sent.value(expected.header.toUtf8())));
    }
    if (expected.isInQuery || expected.isInConnection)
        sent.place = expected.isInQuery ? Applier::Addition::Place::Query : Applier::Addition::Place::Connection;
    if (sent.kind == CredentialScheme::Kind::Key && expected.scheme && expected.scheme->isEmpty() && !sent.scheme.isEmpty()) {
        sent.token.prepend(sent.scheme + u' '); // a key may have blanks in it
        sent.scheme.clear();
    }
    if (!sent.isThere && !facts.profile)
        for (const char *name : {"X-Auth-Token", "X-Access-Token", "X-Api-Key", "Api-Key", "Cookie"})
            if (facts.sent.contains(name)) {
                sent.header = QString::fromLatin1(name);
                readHeader(sent, QString::fromUtf8(facts.sent.value(name)));
            }
    sent.isComputed = isComputedScheme(sent.scheme) || expected.isInConnection || (expected.isInQuery && sent.kind == CredentialScheme::Kind::AwsSigV4);
    sent.facts = TokenFacts::of(sent.token);
    sent.apiKeyHeader = firstMissing(expected.always, facts);
    sent.missingPart = firstMissing(expected.beside + expected.besideInQuery, facts);
    if (sent.apiKeyHeader.isEmpty())
        sent.apiKeyThere = firstOf(expected.always);
    if (sent.missingPart.isEmpty())
        sent.partThere = firstOf(expected.beside + expected.besideInQuery);
    const QString access = facts.tokens.captures.value(u"access"_s).reveal();
    const QString refresh = facts.tokens.captures.value(u"refresh"_s).reveal();
    if (sent.scheme.compare("Basic"_L1, Qt::CaseInsensitive) == 0)
        sent.decoded = QString::fromUtf8(QByteArray::fromBase64(sent.token.toUtf8()));
    sent.isRefreshCall = wantsRefreshToken(facts);
    const bool isAsExpected = sent.expectedScheme && sent.scheme.compare(*sent.expectedScheme, Qt::CaseInsensitive) == 0;
    sent.isFromSession = sent.isComputed ? isAsExpected && facts.generation != 0 : sent.carries(access);
    sent.isRefreshToken = sent.carries(refresh) && access != refresh;
    return sent;
}

}
