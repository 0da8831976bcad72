#include "tests/support/SandboxClient.h"

#include <QtCore/QDateTime>
#include <QtCore/QMap>
#include <QtCore/QUrl>

namespace tessera {

using namespace Qt::StringLiterals;

SandboxOptions SandboxClient::onClock(const std::atomic<qint64> &now)
{
    SandboxOptions options;
    options.now = [&now] {
        const qint64 time = now;
        return UtcTime(Milliseconds(time ? time : QDateTime::currentMSecsSinceEpoch()));
    };
    return options;
}

RawAnswer SandboxClient::send(const QString &id, const QByteArray &method, const QByteArray &path, const Headers &headers,
    const QByteArray &json) const
{
    const QUrl base(m_sandbox.api(id)->baseUrl);
    Headers all = headers;
    if (!json.isEmpty())
        all.emplaceBack("Content-Type", "application/json");
    return sendRaw(base.port(), rawRequest(method, base.path().toUtf8() + path, all, json));
}

RawAnswer SandboxClient::signIn(const QString &id) const
{
    static const QMap<QString, QByteArray> paths{{u"datarhei-core"_s, "/api/login"}, {u"kent-hack-enough"_s, "/users/token"},
        {u"telenor-mic"_s, "/auth/login"}, {u"pagfast-partner"_s, "/login"}};
    Json body = Json::object();
    Headers headers;
    const auto fields = m_sandbox.api(id)->accounts.first().fields;
    for (const auto &[name, value] : fields) {
        if (name == "apiKey"_L1)
            headers.emplaceBack("x-api-key", value.toUtf8());
        else
            body[name.toStdString()] = value.toStdString();
    }
    return send(id, "POST", paths.value(id), headers, QByteArray::fromStdString(body.dump()));
}

RawAnswer SandboxClient::sendWithIdentity(const QString &id, const QByteArray &method, const QByteArray &path,
    const RawAnswer &signedIn, const QByteArray &json) const
{
    return send(id, method, path,
        {{"x-api-key", apiKey}, {"Authorization", at(signedIn, "/credentials/token")},
            {"identityId", at(signedIn, "/credentials/identityId")}},
        json);
}

Json SandboxClient::jsonOf(const RawAnswer &answer)
{
    const auto json = parseJson(answer.body, u"answer"_s);
    return json ? *json : Json();
}

QByteArray SandboxClient::at(const RawAnswer &answer, const char *pointer)
{
    const Json json = jsonOf(answer);
    const Json::json_pointer place(pointer);
    if (!json.contains(place))
        return {};
    const Json value = json.at(place);
    return QByteArray::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
}

Json SandboxClient::claimsOf(const QByteArray &token)
{
    const auto payload = QByteArray::fromBase64(token.split('.').value(1), QByteArray::Base64UrlEncoding);
    const auto json = parseJson(payload, u"claims"_s);
    return json ? *json : Json();
}

}
