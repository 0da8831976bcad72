#include "app/run/BrokenAnswer.h"

#include "app/base/Redactor.h"
#include "app/http/BodyStore.h"
#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>

namespace tessera {

using namespace Qt::StringLiterals;
using Kind = BrokenVariant::Kind;
using Verdict = BrokenAnswer::Verdict;
using Scheme = CredentialScheme::Kind;

namespace {

constexpr qint64 readBytes = 16 * 1024, comparedBytes = 1024 * 1024;
constexpr qsizetype longestWords = 160;
constexpr qsizetype longestBeginning = 60; // of what is no refusal: it is shown below, whole

QString tr(const char *text)
{
    return QCoreApplication::translate("BrokenAnswer", text);
}

QByteArray bodyOf(const HttpExchange &exchange, qint64 most)
{
    return exchange.body ? exchange.body->read(0, most) : QByteArray();
}

QString wordsOf(const HttpExchange &exchange, const AuthProfile *profile, const Redactor &redactor)
{
    const QByteArray body = bodyOf(exchange, readBytes);
    QString words;
    if (profile && exchange.status() >= 400)
        words = profile->errorText({exchange.status(), exchange.last().headers, body});
    if (words.isEmpty())
        words = QString::fromUtf8(redactor.body(body).left(4 * longestWords));
    return VisibleText::of(
        redactor.text(words.simplified()).toUtf8(), exchange.status() >= 400 ? longestWords : longestBeginning);
}

bool isSameBody(const HttpExchange &a, const HttpExchange &b)
{
    const qint64 sizes[]{a.body ? a.body->size() : 0, b.body ? b.body->size() : 0};
    return sizes[0] == sizes[1] && bodyOf(a, comparedBytes) == bodyOf(b, comparedBytes);
}

// The pages that an answer came by, and the one that it sends to. Without the query: the token may stand there. Rounds of a
// login at one page are one.
QList<QByteArray> wayOf(const HttpExchange &exchange)
{
    QList<QByteArray> way;
    for (const HttpHop &hop : exchange.hops) {
        const UrlText::Parts parts = UrlText::split(hop.url);
        const QByteArray page = UrlText::compose({parts.scheme, parts.authority, parts.path, {}, {}});
        if (way.isEmpty() || way.constLast() != page)
            way += page;
    }
    if (exchange.status() >= 300)
        way += exchange.last().headers.value("Location");
    return way;
}

// Whoever answers this as if nothing were wrong does not look.
QString acceptedText(const BrokenVariant &variant)
{
    switch (variant.kind) {
    case Kind::NoToken:
        return variant.scheme == Scheme::Token ? tr("Accepted: the server asks for no token here.")
                                               : tr("Accepted: the server asks for no credential here.");
    case Kind::Expired:
        return tr("Accepted: the server checks neither the time nor the signature.");
    case Kind::Tampered:
        return variant.scheme == Scheme::Token ? tr("Accepted: the server does not check the token.")
            : variant.scheme == Scheme::Key    ? tr("Accepted: the server does not check the key.")
                                               : tr("Accepted: the server does not check the password.");
    case Kind::Unsigned:
        return tr("Accepted: the server takes a token that nobody signed.");
    case Kind::OtherIdentity:
        return tr("Accepted: %1 may do this, too.").arg(variant.identity.account);
    case Kind::WithoutPart:
        return tr("Accepted: %1 is not needed here.").arg(variant.part.name);
    case Kind::Whole:
        return {};
    }
    Q_UNREACHABLE();
}

}

BrokenAnswer BrokenAnswer::of(const BrokenVariant &variant, const BrokenResult &result, const RunResult *whole, bool isPublic,
    const AuthProfile *profile, const Redactor &redactor)
{
    BrokenAnswer answer;
    Redactor knowing = redactor;
    knowing.addSecret(result.broken.token); // all but a character of it may be the true one
    if (const HttpExchange *exchange = result.last()) {
        answer.status = exchange->status();
        for (const HttpHop &hop : exchange->hops)
            answer.time += hop.timings.total;
        answer.size = exchange->body ? exchange->body->size() : 0;
        answer.words = wordsOf(*exchange, profile, knowing);
    }
    if (result.error || !result.last()) {
        answer.difference = result.error ? result.error->message : QString();
        return answer;
    }
    if (!whole) {
        answer.verdict = Verdict::Whole;
        answer.difference = tr("The others are compared with this.");
        return answer;
    }
    answer.verdict = Verdict::Told;
    const HttpExchange *other = whole->error ? nullptr : whole->last();
    const bool isSame = other && isSameBody(*result.last(), *other);
    const QString sameBody = isSame ? tr("The body is the same.") : tr("The body is another one.");
    const bool isRefused = answer.status == 401 || answer.status == 403;
    if (!other) {
        answer.difference = tr("There is no answer to compare it with.");
    } else if (other->status() >= 400) {
        answer.difference = (answer.status == other->status() ? tr("Answered like the unbroken one, which says little.")
                                                             : tr("%1 in place of %2.").arg(answer.status).arg(other->status()))
            + u' ' + sameBody;
    } else if (isRefused) {
        const bool isExpected = variant.kind != Kind::OtherIdentity;
        answer.verdict = isExpected ? Verdict::Refused : Verdict::Told;
        answer.difference = isExpected ? tr("Refused, as it should be.") : tr("Refused: %1 may not do this.").arg(variant.identity.account);
    } else if (answer.status >= 400) {
        answer.difference = tr("Answered %1, which is no plain refusal.").arg(answer.status);
    } else if (wayOf(*result.last()) != wayOf(*other)) {
        answer.difference = tr("Led to another page than the unbroken one: a login, perhaps.");
    } else if (answer.status >= 300) {
        answer.difference = tr("Redirected like the unbroken one, which says little.");
    } else if (!isSame) {
        answer.difference = variant.kind == Kind::OtherIdentity
            ? tr("Answered %1 for %2, too, with another body: their own, or a refusal.").arg(answer.status).arg(variant.identity.account)
            : tr("Answered %1 as well, with another body: look whether it is a refusal.").arg(answer.status);
    } else if (!isPublic && !result.broken.left.isEmpty()) {
        answer.difference = tr("Accepted; %1 still went along.").arg(result.broken.left.join(u", "_s));
    } else {
        const bool isHarmless = isPublic || !variant.breaksToken();
        answer.verdict = isHarmless ? Verdict::Told : Verdict::Accepted;
        answer.difference = (isPublic ? tr("Accepted: by the profile this address needs no credential.") : acceptedText(variant)) + u' ' + sameBody;
    }
    return answer;
}

}
