#include "app/http/Cookie.h"

#include "app/http/HttpHeaders.h"
#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>
#include <QtNetwork/QHostAddress>

#include <libpsl.h>

#include <algorithm>
#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Cookie", text);
}

constexpr qsizetype longest = 4096; // of name and value together
constexpr std::chrono::days longestLife(400); // as the successor of RFC 6265 has it

bool isAddress(const QString &host)
{
    QHostAddress address;
    return address.setAddress(host.startsWith(u'[') ? host.mid(1, host.size() - 2) : host);
}

// Null where the library was built without a list: then only names of one label are known to be suffixes.
const psl_ctx_t *publicSuffixes()
{
    static const std::unique_ptr<psl_ctx_t, decltype(&psl_free)> list(psl_latest(nullptr), &psl_free);
    return list.get();
}

bool isPublicSuffix(const QString &domain)
{
    const QByteArray name = domain.toLatin1();
    return publicSuffixes() ? psl_is_public_suffix(publicSuffixes(), name.constData()) != 0 : !name.contains('.');
}

bool isBelow(const QString &host, const QString &domain)
{
    return host.endsWith(u'.' + domain) && !isAddress(host);
}

QByteArray defaultPath(const QByteArray &path)
{
    const qsizetype last = path.lastIndexOf('/');
    return path.startsWith('/') && last > 0 ? path.left(last) : "/";
}

bool pathMatches(const QByteArray &requested, const QByteArray &path)
{
    return requested == path || (requested.startsWith(path) && (path.endsWith('/') || requested.at(path.size()) == '/'));
}

bool hasControls(const QByteArray &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](char c) { return (uchar(c) < 0x20 && c != '\t') || c == 0x7f; });
}

struct Attribute {
    QByteArray name; // lower case
    QByteArray value;
};

QList<Attribute> attributesOf(const QList<QByteArray> &parts)
{
    QList<Attribute> attributes;
    for (const QByteArray &part : parts) {
        const qsizetype equals = part.indexOf('=');
        attributes.append({(equals < 0 ? part : part.left(equals)).trimmed().toLower(),
            equals < 0 ? QByteArray() : part.mid(equals + 1).trimmed()});
    }
    return attributes;
}

std::optional<UtcTime> expiryAfter(const QByteArray &maxAge, UtcTime now)
{
    const QByteArray digits = maxAge.startsWith('-') ? maxAge.mid(1) : maxAge;
    if (digits.isEmpty() || !std::all_of(digits.cbegin(), digits.cend(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    if (maxAge.startsWith('-'))
        return now;
    bool isSmall = false;
    const qint64 seconds = digits.toLongLong(&isSmall);
    const std::chrono::seconds limit = longestLife;
    return now + (isSmall ? std::min(std::chrono::seconds(seconds), limit) : limit);
}

// Errors: Input.
Result<Done> setDomain(Cookie &cookie, const QByteArray &attribute)
{
    const QString host = cookie.origin.host;
    cookie.domain = host;
    cookie.isHostOnly = true;
    QByteArray text = attribute;
    if (text.startsWith('.'))
        text.remove(0, 1);
    if (text.isEmpty())
        return Done{};
    const QString domain = QString::fromLatin1(QUrl::toAce(QString::fromUtf8(text).toLower()));
    if (domain == host) {
        cookie.isHostOnly = isAddress(host) || isPublicSuffix(host);
        return Done{};
    }
    if (domain.isEmpty() || !isBelow(host, domain))
        return failure(ErrorKind::Input, tr("The cookie \"%1\" was refused: %2 can't set one for %3.")
                .arg(VisibleText::of(cookie.name, 60), host, VisibleText::of(text, 60)));
    if (isPublicSuffix(domain))
        return failure(ErrorKind::Input, tr("The cookie \"%1\" was refused: %2 is not one site but a suffix that many share.")
                .arg(VisibleText::of(cookie.name, 60), domain));
    cookie.domain = domain;
    cookie.isHostOnly = false;
    return Done{};
}

Result<Done> checkPrefix(const Cookie &cookie, bool hasPath)
{
    const QByteArray name = cookie.name.toLower();
    const bool isHostPrefix = name.startsWith("__host-");
    if (!isHostPrefix && !name.startsWith("__secure-"))
        return Done{};
    if (!cookie.isSecure || (isHostPrefix && (!cookie.isHostOnly || !hasPath || cookie.path != "/")))
        return failure(ErrorKind::Input, tr("The cookie \"%1\" was refused: it is not what the beginning of its name promises.")
                .arg(VisibleText::of(cookie.name, 60)));
    return Done{};
}

}

Result<Cookie> Cookie::parse(const QByteArray &setCookie, const QByteArray &url, UtcTime now)
{
    const auto origin = Origin::of(url);
    if (!origin)
        return failure(origin.error());
    Cookie cookie;
    cookie.origin = *origin;
    cookie.created = now;

    QList<QByteArray> parts = setCookie.split(';');
    const QByteArray pair = parts.takeFirst();
    const qsizetype equals = pair.indexOf('=');
    cookie.name = equals < 0 ? QByteArray() : pair.left(equals).trimmed();
    cookie.value = (equals < 0 ? pair : pair.mid(equals + 1)).trimmed();
    if (cookie.name.isEmpty() && cookie.value.isEmpty())
        return failure(ErrorKind::Input, tr("A cookie was refused: it has neither name nor value."));
    if (hasControls(setCookie))
        return failure(ErrorKind::Input, tr("The cookie \"%1\" was refused: there is a control character in it.")
                .arg(VisibleText::of(cookie.name, 60)));
    if (cookie.name.size() + cookie.value.size() > longest)
        return failure(ErrorKind::Input, tr("The cookie \"%1\" was refused: it is larger than %2 bytes.")
                .arg(VisibleText::of(cookie.name, 60)).arg(longest));

    const QByteArray requested = UrlText::split(url).path;
    cookie.path = defaultPath(requested);
    QByteArray domain;
    bool hasPath = false;
    bool hasMaxAge = false;
    for (const Attribute &attribute : attributesOf(parts)) {
        if (attribute.name == "secure") {
            cookie.isSecure = true;
        } else if (attribute.name == "httponly") {
            cookie.isHttpOnly = true;
        } else if (attribute.name == "samesite") {
            cookie.sameSite = attribute.value;
        } else if (attribute.name == "domain") {
            domain = attribute.value;
        } else if (attribute.name == "path") {
            hasPath = attribute.value.startsWith('/');
            cookie.path = hasPath ? attribute.value : defaultPath(requested);
        } else if (attribute.name == "max-age") {
            if (const auto expires = expiryAfter(attribute.value, now)) {
                cookie.expires = expires;
                hasMaxAge = true;
            }
        } else if (attribute.name == "expires" && !hasMaxAge) {
            if (const auto date = cookieDate(attribute.value))
                cookie.expires = std::min(*date, now + std::chrono::duration_cast<Milliseconds>(longestLife));
        }
    }
    if (auto set = setDomain(cookie, domain); !set)
        return failure(set.error());
    if (cookie.isSecure && cookie.origin.scheme != "https"_L1)
        return failure(ErrorKind::Input, tr("The cookie \"%1\" was refused: it is marked Secure, and came without TLS.")
                .arg(VisibleText::of(cookie.name, 60)));
    if (auto checked = checkPrefix(cookie, hasPath); !checked)
        return failure(checked.error());
    return cookie;
}

Result<Done> Cookie::check() const
{
    const auto refused = [](const QString &why) { return failure(ErrorKind::Input, why); };
    if (name.isEmpty() || !std::all_of(name.cbegin(), name.cend(), isTokenCharacter))
        return refused(tr("The name of a cookie is one word: letters, digits and !#$%&'*+-.^_`|~"));
    const auto bad = std::find_if(value.cbegin(), value.cend(),
        [](char c) { return uchar(c) <= 0x20 || uchar(c) >= 0x7f || QByteArrayView("\",;\\").contains(c); });
    if (bad != value.cend())
        return refused(tr("The value of a cookie can't hold %1.").arg(VisibleText::ofCharacter(*bad)));
    if (name.size() + value.size() > longest)
        return refused(tr("The cookie is longer than %1 bytes.").arg(longest));
    if (domain.isEmpty() || origin.host.isEmpty())
        return refused(tr("The cookie needs a host."));
    if (!path.startsWith('/') || path.contains(';') || hasControls(path))
        return refused(tr("The path of a cookie begins with a slash and holds no semicolon."));
    return Done{};
}

bool Cookie::matches(const Origin &to, const QByteArray &requestedPath) const
{
    if (to.scheme != origin.scheme || to.port != origin.port)
        return false;
    if (to.host != domain && (isHostOnly || !isBelow(to.host, domain)))
        return false;
    if (isSecure && to.scheme != "https"_L1)
        return false;
    return pathMatches(requestedPath.isEmpty() ? "/" : requestedPath, path);
}

std::optional<UtcTime> cookieDate(const QByteArray &text)
{
    static constexpr std::array months{
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto isDelimiter = [](char c) {
        const auto u = uchar(c);
        return u == 0x09 || (u >= 0x20 && u <= 0x2f) || (u >= 0x3b && u <= 0x40) || (u >= 0x5b && u <= 0x60) || (u >= 0x7b && u <= 0x7e);
    };
    // The leading digits of a token, where it has between `least` and `most` of them.
    const auto number = [](const QByteArray &token, qsizetype least, qsizetype most) -> std::optional<int> {
        qsizetype digits = 0;
        while (digits < token.size() && token[digits] >= '0' && token[digits] <= '9')
            ++digits;
        if (digits < least || digits > most)
            return std::nullopt;
        return token.left(digits).toInt();
    };

    std::optional<std::array<int, 3>> time;
    std::optional<int> day, month, year;
    QByteArray token;
    const auto takeToken = [&] {
        const QByteArray taken = std::exchange(token, {});
        const auto fields = taken.split(':');
        if (!time && fields.size() == 3) {
            const auto h = number(fields[0], 1, 2), m = number(fields[1], 1, 2), s = number(fields[2], 1, 2);
            if (h && m && s && fields[0].size() <= 2 && fields[1].size() <= 2) {
                time = {*h, *m, *s};
                return;
            }
        }
        if (!day && (day = number(taken, 1, 2)))
            return;
        if (!month) {
            const auto found = std::find(months.begin(), months.end(), taken.left(3).toLower());
            if (found != months.end()) {
                month = int(found - months.begin()) + 1;
                return;
            }
        }
        if (!year)
            year = number(taken, 2, 4);
    };
    for (const char c : text + ' ') {
        if (!isDelimiter(c))
            token += c;
        else if (!token.isEmpty())
            takeToken();
    }
    if (!time || !day || !month || !year)
        return std::nullopt;
    if (*year >= 70 && *year <= 99)
        *year += 1900;
    else if (*year <= 69)
        *year += 2000;
    const auto [h, m, s] = *time;
    const std::chrono::year_month_day date{
        std::chrono::year(*year), std::chrono::month(unsigned(*month)), std::chrono::day(unsigned(*day))};
    if (!date.ok() || *year < 1601 || h > 23 || m > 59 || s > 59)
        return std::nullopt;
    return std::chrono::sys_days(date) + std::chrono::hours(h) + std::chrono::minutes(m) + std::chrono::seconds(s);
}

}
