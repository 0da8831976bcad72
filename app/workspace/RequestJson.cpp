#include "app/workspace/RequestJson.h"

#include "app/workspace/RequestBodyJson.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

using Proxy = RequestDocument::Proxy;

const QStringList versions{u"negotiated"_s, u"HTTP/1.1"_s, u"HTTP/2"_s};
const QStringList proxies{u"environment"_s, u"none"_s, u"http"_s, u"socks5"_s};
constexpr qint64 longestTimeout = 24 * 60 * 60 * 1000;
constexpr qint64 lastPort = 65535;

struct TimeoutMember {
    const char *key;
    Milliseconds Timeouts::*member;
};
constexpr std::array timeoutMembers{TimeoutMember{"connectMs", &Timeouts::connect}, TimeoutMember{"firstByteMs", &Timeouts::firstByte},
    TimeoutMember{"idleMs", &Timeouts::idle}, TimeoutMember{"totalMs", &Timeouts::total}};

Json proxyToJson(const Proxy &proxy)
{
    Json json{{"kind", proxies.at(int(proxy.kind)).toStdString()}};
    if (!proxy.host.isEmpty())
        json["host"] = proxy.host.toStdString();
    if (proxy.port != 0)
        json["port"] = proxy.port;
    return json;
}

Proxy readProxy(JsonReader reader)
{
    Proxy proxy;
    proxy.kind = Proxy::Kind(reader.choice("kind", proxies, 0));
    proxy.host = reader.string("host");
    proxy.port = quint16(reader.integer("port", 0, 0, lastPort));
    reader.finish();
    return proxy;
}

Json settingsToJson(const RequestDocument &document)
{
    const RequestDocument usual;
    Json settings = Json::object();
    for (const auto &[key, member] : timeoutMembers) {
        if (document.timeouts.*member != usual.timeouts.*member)
            settings[key] = qint64((document.timeouts.*member).count());
    }
    if (document.followRedirects != usual.followRedirects)
        settings["followRedirects"] = document.followRedirects;
    if (document.maxRedirects != usual.maxRedirects)
        settings["maxRedirects"] = document.maxRedirects;
    if (document.version != usual.version)
        settings["version"] = versions.at(int(document.version)).toStdString();
    if (document.usesTlsExceptions != usual.usesTlsExceptions)
        settings["tlsExceptions"] = document.usesTlsExceptions;
    if (document.proxy != usual.proxy)
        settings["proxy"] = proxyToJson(document.proxy);
    return settings;
}

void readSettings(JsonReader &reader, RequestDocument &document)
{
    for (const auto &[key, member] : timeoutMembers)
        document.timeouts.*member = Milliseconds(reader.integer(key, (document.timeouts.*member).count(), 0, longestTimeout));
    document.followRedirects = reader.boolean("followRedirects", document.followRedirects);
    document.maxRedirects = int(reader.integer("maxRedirects", document.maxRedirects, 0, RequestDocument::mostRedirects));
    document.version = HttpVersion(reader.choice("version", versions, int(document.version)));
    document.usesTlsExceptions = reader.boolean("tlsExceptions", document.usesTlsExceptions);
    document.proxy = readProxy(reader.object("proxy"));
}

CredentialId readCredential(JsonReader &reader, const char *key)
{
    const QString text = reader.string(key);
    const auto id = text.isEmpty() ? Result<CredentialId>(CredentialId()) : CredentialId::parse(text);
    if (!id)
        reader.fail(key, QCoreApplication::translate("RequestJson", "must be profile/environment/account"));
    return id.value_or(CredentialId());
}

// What is not known goes behind what is, in the object and in those below it.
void addUnknown(Json &json, const Json &unknown)
{
    for (const auto &[key, value] : unknown.items()) {
        if (!json.contains(key))
            json[key] = value;
        else if (json[key].is_object() && value.is_object())
            addUnknown(json[key], value);
    }
}

}

Json RequestJson::write(const RequestDocument &document)
{
    const RequestDocument usual;
    Json json = Json::object();
    if (!document.name.isEmpty())
        json["name"] = document.name.toStdString();
    json["method"] = document.method.toStdString();
    json["url"] = document.url.toStdString();
    for (const auto &row : document.pathVariables)
        json["path"].push_back({{"name", row.name.toStdString()}, {"value", row.value.toStdString()}});
    for (const auto &item : document.parkedQuery)
        json["parkedQuery"].push_back({{"after", item.after}, {"text", item.text.toStdString()}});
    if (!document.headers.isEmpty())
        json["headers"] = RequestBodyJson::writeRows(document.headers);
    if (document.body != usual.body)
        json["body"] = RequestBodyJson::write(document.body);
    if (!document.credential.isEmpty())
        json["credential"] = document.credential.toString().toStdString();
    if (!document.variablesOf.isEmpty())
        json["variablesOf"] = document.variablesOf.toString().toStdString();
    if (Json settings = settingsToJson(document); !settings.empty())
        json["settings"] = std::move(settings);
    if (!document.unknown.isEmpty())
        addUnknown(json, Json::parse(document.unknown.cbegin(), document.unknown.cend(), nullptr, false));
    return json;
}

RequestDocument RequestJson::read(JsonReader &reader)
{
    RequestDocument document;
    document.name = reader.string("name");
    document.method = reader.string("method", document.method);
    document.url = reader.string("url");
    for (JsonReader &row : reader.objects("path")) {
        document.pathVariables.append({true, row.string("name"), row.string("value")});
        row.finish();
    }
    for (JsonReader &item : reader.objects("parkedQuery")) {
        document.parkedQuery.append({qsizetype(item.integer("after", 0, 0, 1'000'000)), item.string("text")});
        item.finish();
    }
    document.headers = RequestBodyJson::readRows(reader, "headers");
    JsonReader body = reader.object("body");
    document.body = RequestBodyJson::read(body);
    document.credential = readCredential(reader, "credential");
    document.variablesOf = readCredential(reader, "variablesOf");
    JsonReader settings = reader.object("settings");
    readSettings(settings, document);

    Json unknown = reader.takeUnknown();
    for (auto &[key, part] : {std::pair<const char *, JsonReader &>("body", body), {"settings", settings}}) {
        if (Json below = part.takeUnknown(); !below.empty())
            unknown[key] = std::move(below);
    }
    if (!unknown.empty())
        document.unknown = toBytes(unknown);
    return document;
}

}
