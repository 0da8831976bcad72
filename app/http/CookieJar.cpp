#include "app/http/CookieJar.h"

#include "app/http/UrlText.h"

#include <QtCore/QSet>

#include <algorithm>

namespace tessera {

namespace {

constexpr qsizetype mostCookies = 3000;
constexpr qsizetype mostOfOneDomain = 180;

bool isSamePlace(const Cookie &a, const Cookie &b)
{
    return a.name == b.name && a.domain == b.domain && a.isHostOnly == b.isHostOnly && a.path == b.path
        && a.origin.scheme == b.origin.scheme && a.origin.port == b.origin.port;
}

}

Result<Done> CookieJar::take(const QByteArray &setCookie, const QByteArray &url, UtcTime now)
{
    auto cookie = Cookie::parse(setCookie, url, now);
    if (!cookie)
        return failure(cookie.error());
    const std::lock_guard lock(m_mutex);
    m_cookies.removeIf([now](const Cookie &kept) { return kept.isExpired(now); });
    ++m_revision;
    if (cookie->isExpired(now)) {
        m_cookies.removeIf([&](const Cookie &kept) { return isSamePlace(kept, *cookie); });
        return Done{};
    }
    insertLocked(*cookie);
    return Done{};
}

QList<Cookie> CookieJar::matching(const QByteArray &url, UtcTime now) const
{
    QList<Cookie> found;
    {
        const std::lock_guard lock(m_mutex);
        if (m_cookies.isEmpty())
            return found;
        const auto origin = Origin::of(url);
        if (!origin)
            return found;
        const QByteArray path = UrlText::split(url).path;
        for (const Cookie &cookie : m_cookies) {
            if (!cookie.isExpired(now) && cookie.matches(*origin, path))
                found.append(cookie);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Cookie &a, const Cookie &b) { return a.path.size() > b.path.size(); });
    return found;
}

QByteArray CookieJar::header(const QByteArray &url, const QByteArray &composed, UtcTime now) const
{
    QByteArray header = composed;
    QSet<QByteArray> taken;
    if (!composed.trimmed().isEmpty()) {
        for (const QByteArray &pair : composed.split(';'))
            taken.insert(pair.left(pair.indexOf('=')).trimmed());
    }
    for (const Cookie &cookie : matching(url, now)) {
        if (taken.contains(cookie.name))
            continue;
        if (!header.isEmpty())
            header += header.endsWith(';') ? " " : "; ";
        header += cookie.name.isEmpty() ? cookie.value : cookie.name + '=' + cookie.value;
    }
    return header;
}

QList<Cookie> CookieJar::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_cookies;
}

QList<Cookie> CookieJar::current(UtcTime now) const
{
    QList<Cookie> cookies = all();
    cookies.removeIf([now](const Cookie &cookie) { return cookie.isExpired(now); });
    return cookies;
}

quint64 CookieJar::revision() const
{
    const std::lock_guard lock(m_mutex);
    return m_revision;
}

void CookieJar::replace(const Cookie &old, const Cookie &edited)
{
    const std::lock_guard lock(m_mutex);
    ++m_revision;
    const auto known = std::find_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie &kept) { return isSamePlace(kept, old); });
    if (known == m_cookies.end())
        return insertLocked(edited);
    const UtcTime created = known->created;
    *known = edited;
    known->created = created;
    const auto place = known - m_cookies.begin();
    for (qsizetype i = m_cookies.size() - 1; i >= 0; --i) { // it may have become what another one was
        if (i != place && isSamePlace(m_cookies.at(i), edited))
            m_cookies.removeAt(i);
    }
}

void CookieJar::insert(const Cookie &cookie)
{
    const std::lock_guard lock(m_mutex);
    ++m_revision;
    insertLocked(cookie);
}

void CookieJar::remove(const Cookie &cookie)
{
    const std::lock_guard lock(m_mutex);
    ++m_revision;
    m_cookies.removeIf([&](const Cookie &kept) { return isSamePlace(kept, cookie); });
}

void CookieJar::clear()
{
    const std::lock_guard lock(m_mutex);
    ++m_revision;
    m_cookies.clear();
}

void CookieJar::insertLocked(const Cookie &cookie)
{
    const auto same = std::find_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie &kept) { return isSamePlace(kept, cookie); });
    if (same != m_cookies.end()) {
        const UtcTime created = same->created; // the order of sending goes by the first time
        *same = cookie;
        same->created = created;
        return;
    }
    const auto isOfDomain = [&](const Cookie &kept) { return kept.domain == cookie.domain; };
    if (std::count_if(m_cookies.cbegin(), m_cookies.cend(), isOfDomain) >= mostOfOneDomain)
        m_cookies.erase(std::find_if(m_cookies.begin(), m_cookies.end(), isOfDomain));
    else if (m_cookies.size() >= mostCookies)
        m_cookies.removeFirst();
    m_cookies.append(cookie);
}

}
