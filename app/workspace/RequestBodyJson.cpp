#include "app/workspace/RequestBodyJson.h"

namespace tessera::RequestBodyJson {

using namespace Qt::StringLiterals;

namespace {

using Body = RequestDocument::Body;
using Row = RequestDocument::Row;
using Part = RequestDocument::Part;
using GraphQl = RequestDocument::GraphQl;

const QStringList kinds{
    u"none"_s, u"json"_s, u"text"_s, u"form"_s, u"file"_s, u"xml"_s, u"multipart"_s, u"graphql"_s};

void put(Json &json, const char *key, const QString &text)
{
    if (!text.isEmpty())
        json[key] = text.toStdString();
}

Json partToJson(const Part &part)
{
    Json json{{"name", part.name.toStdString()}};
    if (part.isFile)
        json["file"] = part.file.toStdString();
    if (!part.isFile || !part.text.isEmpty())
        json["text"] = part.text.toStdString();
    put(json, "fileName", part.fileName);
    put(json, "contentType", part.contentType);
    if (!part.isOn)
        json["on"] = false;
    return json;
}

Part readPart(JsonReader &reader)
{
    Part part;
    part.isOn = reader.boolean("on", true);
    part.name = reader.string("name");
    part.isFile = reader.has("file");
    part.text = reader.string("text");
    part.file = reader.string("file");
    part.fileName = reader.string("fileName");
    part.contentType = reader.string("contentType");
    reader.finish();
    return part;
}

GraphQl readGraphQl(JsonReader reader)
{
    const GraphQl read{reader.string("query"), reader.string("variables"), reader.string("operationName")};
    reader.finish();
    return read;
}

}

Json writeRows(const QList<Row> &rows)
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

Json write(const Body &body)
{
    Json json{{"kind", kinds.at(int(body.kind)).toStdString()}};
    put(json, "text", body.text);
    if (!body.form.isEmpty())
        json["form"] = writeRows(body.form);
    put(json, "file", body.file);
    for (const Part &part : body.parts)
        json["parts"].push_back(partToJson(part));
    if (body.graphQl != GraphQl()) {
        Json &graphQl = json["graphql"] = Json{{"query", body.graphQl.query.toStdString()}};
        put(graphQl, "variables", body.graphQl.variables);
        put(graphQl, "operationName", body.graphQl.operationName);
    }
    put(json, "contentType", body.contentType);
    return json;
}

Body read(JsonReader &reader)
{
    Body body;
    body.kind = Body::Kind(reader.choice("kind", kinds, 0));
    body.text = reader.string("text");
    body.form = readRows(reader, "form");
    body.file = reader.string("file");
    for (JsonReader &part : reader.objects("parts"))
        body.parts += readPart(part);
    body.graphQl = readGraphQl(reader.object("graphql"));
    body.contentType = reader.string("contentType");
    return body;
}

}
