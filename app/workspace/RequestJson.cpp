#include "app/workspace/RequestJson.h"

#include <QtCore/QCoreApplication>

#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

using Body = RequestDocument::Body;
using Row = RequestDocument::Row;

const QStringList bodyKinds{u"none"_s, u"json"_s, u"text"_s, u"form"_s, u"file"_s};
const QStringList versions{u"negotiated"_s, u"HTTP/1.1"_s, u"HTTP/2"_s};
constexpr qint64 longestTimeout = 24 * 60 * 60 * 1000;

struct TimeoutMember {
    const char *key;
    Milliseconds Timeouts::*member;
};
constexpr std::array timeoutMembers{TimeoutMember{"connectMs", &Timeouts::connect}, TimeoutMember{"firstByteMs", &Timeouts::firstByte},
    TimeoutMember{"idleMs", &Timeouts::idle}, TimeoutMember{"totalMs", &Timeouts::total}};

Json rowsToJson(const QList<Row> &rows)
{
    Json list = Json::array();
    for (const Row &row : rows) {
        Json item{{"name", row.name.toStdString()}, {"value", row.value.toStdString()}};
        if (!row.isOn)
            item["on"] = false;
        list.push_back(std::move(item));
    }
    return list;
}

QList<Row> readRows(JsonReader &reader, const char *key)
{
    QList<Row> rows;
    for (JsonReader &item : reader.objects(key)) {
        rows.append({item.boolean("on", true), item.string("name"), item.string("value")});
        item.finish();
    }
    return rows;
}

Json bodyToJson(const Body &body)
{
    Json json{{"kind", bodyKinds.at(int(body.kind)).toStdString()}};
    if (!body.text.isEmpty())
        json["text"] = body.text.toStdString();
    if (!body.form.isEmpty())
        json["form"] = rowsToJson(body.form);
    if (!body.file.isEmpty())
        json["file"] = body.file.toStdString();
    if (!body.contentType.isEmpty())
        json["contentType"] = body.contentType.toStdString();
    return json;
}

Body readBody(JsonReader reader)
{
    Body body;
    body.kind = Body::Kind(reader.choice("kind", bodyKinds, 0));
    body.text = reader.string("text");
    body.form = readRows(reader, "form");
    body.file = reader.string("file");
    body.contentType = reader.string("contentType");
    reader.finish();
    return body;
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
    for (const auto &item : document.parkedQuery)
        json["parkedQuery"].push_back({{"after", item.after}, {"text", item.text.toStdString()}});
    if (!document.headers.isEmpty())
        json["headers"] = rowsToJson(document.headers);
    if (document.body != usual.body)
        json["body"] = bodyToJson(document.body);
    if (!document.credential.isEmpty())
        json["credential"] = document.credential.toString().toStdString();
    Json settings = Json::object();
    for (const auto &[key, member] : timeoutMembers) {
        if (document.timeouts.*member != usual.timeouts.*member)
            settings[key] = qint64((document.timeouts.*member).count());
    }
    if (document.followRedirects != usual.followRedirects)
        settings["followRedirects"] = document.followRedirects;
    if (document.version != usual.version)
        settings["version"] = versions.at(int(document.version)).toStdString();
    if (!settings.empty())
        json["settings"] = std::move(settings);
    return json;
}

RequestDocument RequestJson::read(JsonReader &reader)
{
    RequestDocument document;
    document.name = reader.string("name");
    document.method = reader.string("method", document.method);
    document.url = reader.string("url");
    for (JsonReader &item : reader.objects("parkedQuery")) {
        document.parkedQuery.append({qsizetype(item.integer("after", 0, 0, 1'000'000)), item.string("text")});
        item.finish();
    }
    document.headers = readRows(reader, "headers");
    document.body = readBody(reader.object("body"));
    if (const QString credential = reader.string("credential"); !credential.isEmpty()) {
        if (auto id = CredentialId::parse(credential))
            document.credential = *std::move(id);
        else
            reader.fail("credential", QCoreApplication::translate("RequestJson", "must be profile/environment/account"));
    }
    JsonReader settings = reader.object("settings");
    for (const auto &[key, member] : timeoutMembers)
        document.timeouts.*member = Milliseconds(settings.integer(key, (document.timeouts.*member).count(), 0, longestTimeout));
    document.followRedirects = settings.boolean("followRedirects", document.followRedirects);
    document.version = HttpVersion(settings.choice("version", versions, int(document.version)));
    settings.finish();
    return document;
}

}
