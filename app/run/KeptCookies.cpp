#include "app/run/KeptCookies.h"

#include "app/json/JsonReader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <limits>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;
constexpr qint64 farthest = std::numeric_limits<qint64>::max();

QString tr(const char *text)
{
    return QCoreApplication::translate("KeptCookies", text);
}

// Any bytes may stand in a cookie, and JSON is text: each byte is written as the character of its number.
std::string characters(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes).toStdString();
}

bool hasControls(const QByteArray &bytes)
{
    return std::any_of(bytes.cbegin(), bytes.cend(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; });
}

Json toJson(const Cookie &cookie)
{
    return {
        {"name", characters(cookie.name)},
        {"value", characters(cookie.value)},
        {"domain", cookie.domain.toStdString()},
        {"hostOnly", cookie.isHostOnly},
        {"path", characters(cookie.path)},
        {"origin", cookie.origin.toString().toStdString()},
        {"expires", qint64(cookie.expires->time_since_epoch().count())},
        {"secure", cookie.isSecure},
        {"httpOnly", cookie.isHttpOnly},
        {"sameSite", characters(cookie.sameSite)},
        {"created", qint64(cookie.created.time_since_epoch().count())},
    };
}

Cookie readCookie(JsonReader reader)
{
    const auto time = [&reader](const char *key) { return UtcTime(Milliseconds(reader.integer(key, 0, -farthest, farthest))); };
    Cookie cookie;
    cookie.name = reader.string("name").toLatin1();
    cookie.value = reader.string("value").toLatin1();
    cookie.domain = reader.requiredString("domain");
    cookie.isHostOnly = reader.boolean("hostOnly", true);
    cookie.path = reader.string("path").toLatin1();
    if (const auto origin = Origin::of(reader.requiredString("origin")))
        cookie.origin = *origin;
    else
        reader.fail("origin", origin.error().message);
    cookie.expires = time("expires");
    cookie.isSecure = reader.boolean("secure");
    cookie.isHttpOnly = reader.boolean("httpOnly");
    cookie.sameSite = reader.string("sameSite").toLatin1();
    cookie.created = time("created");
    return cookie;
}

}

Secret KeptCookies::serialised(const QList<Cookie> &cookies)
{
    Json list = Json::array();
    for (const Cookie &cookie : cookies) {
        if (cookie.expires)
            list.push_back(toJson(cookie));
    }
    if (list.empty())
        return {};
    const Json json{{"v", version}, {"cookies", list}};
    return Secret(QByteArray::fromStdString(json.dump(-1, ' ', false, Json::error_handler_t::replace)));
}

Result<QList<Cookie>> KeptCookies::parse(const Secret &entry)
{
    const QString source = tr("The kept cookies");
    QList<Cookie> cookies;
    if (entry.isEmpty())
        return cookies;
    const auto broken = [](const QString &why) {
        return failure(ErrorKind::Keychain, tr("The cookies that were kept can't be read."), why);
    };
    const auto json = parseJson(entry.revealUtf8(), source);
    if (!json)
        return broken(json.error().message);
    JsonReader reader(*json, source);
    if (reader.integer("v", 0, 0, 1'000'000) > version)
        return broken(tr("A newer Tessera wrote them."));
    const auto items = reader.objects("cookies");
    for (const JsonReader &item : items) {
        const Cookie cookie = readCookie(item);
        if (!hasControls(cookie.name) && !hasControls(cookie.value) && !hasControls(cookie.path))
            cookies += cookie;
    }
    if (reader.error())
        return broken(reader.error()->message);
    return cookies;
}

}
