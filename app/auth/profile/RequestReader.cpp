#include "app/auth/profile/RequestReader.h"

#include "app/auth/profile/FieldReader.h"
#include "app/auth/profile/TemplateReader.h"

#include <QtCore/QCoreApplication>

namespace tessera::RequestReader {

using namespace Qt::StringLiterals;
using TemplateReader::Part;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

// Says which of the keys are too many; true where there is at most one.
bool hasOneOf(JsonReader &reader, std::initializer_list<const char *> keys)
{
    const char *first = nullptr;
    for (const char *key : keys) {
        if (!reader.has(key))
            continue;
        if (first) {
            reader.fail(key, tr("is one body too many: \"%1\" is there already").arg(QString::fromUtf8(first)));
            return false;
        }
        first = key;
    }
    return true;
}

QString readContentType(JsonReader &reader, const QString &fallback)
{
    const QString type = reader.string("contentType", fallback);
    for (const QChar c : type) {
        if (c.unicode() < 0x20 || c.unicode() >= 0x7f) {
            reader.fail("contentType", tr("holds a character that no header may have"));
            break;
        }
    }
    return type;
}

decltype(RequestTemplate::body) readBody(JsonReader &reader, const NameScope &scope)
{
    (void)hasOneOf(reader, {"json", "form", "text"});
    if (reader.has("contentType") && !reader.has("text"))
        reader.fail("contentType", tr("goes with \"text\" only: \"json\" and \"form\" have a type of their own"));
    if (reader.has("json"))
        return RequestTemplate::JsonBody{TemplateReader::readJson(reader, "json", scope)};
    if (reader.has("form"))
        return RequestTemplate::FormBody{TemplateReader::readParts(reader, "form", Part::FormField, scope)};
    if (reader.has("text"))
        return RequestTemplate::TextBody{
            TemplateReader::readTemplate(reader, "text", scope), readContentType(reader, u"text/plain; charset=utf-8"_s)};
    return RequestTemplate::NoBody{};
}

}

RequestTemplate readRequest(JsonReader reader, const NameScope &scope, MayBeSignedIn mayBeSignedIn)
{
    RequestTemplate request;
    request.method = TemplateReader::readMethod(reader);
    request.path = TemplateReader::readPath(reader, "path", scope);
    request.headers = TemplateReader::readParts(reader, "headers", Part::Header, scope);
    request.query = TemplateReader::readParts(reader, "query", Part::Query, scope);
    request.body = readBody(reader, scope);
    request.isSignedIn = reader.boolean("signedIn");
    if (request.isSignedIn && mayBeSignedIn == MayBeSignedIn::No)
        reader.fail("signedIn", tr("can't be: nobody is signed in at this point"));
    TemplateReader::finish(reader);
    return request;
}

Application readApplication(JsonReader reader, const NameScope &scope)
{
    Application application;
    application.headers = TemplateReader::readParts(reader, "headers", Part::Header, scope);
    application.query = TemplateReader::readParts(reader, "query", Part::Query, scope);
    application.cookies = TemplateReader::readParts(reader, "cookies", Part::Cookie, scope);
    if (reader.has("basic")) {
        JsonReader basic = reader.object("basic");
        (void)basic.requiredString("user");
        application.basic = Application::Basic{
            TemplateReader::readTemplate(basic, "user", scope), TemplateReader::readTemplate(basic, "password", scope)};
        if (!basic.has("password"))
            basic.fail("password", tr("is missing"));
        TemplateReader::finish(basic);
        for (const NamedTemplate &header : application.headers) {
            if (header.name.compare("authorization"_L1, Qt::CaseInsensitive) == 0)
                reader.fail("basic", tr("sets Authorization, which is among the headers already"));
        }
    }
    if (application == Application{})
        reader.fail(tr("adds nothing: it needs headers, query, cookies or basic"));
    TemplateReader::finish(reader);
    return application;
}

QList<ApplyChoice> readChoices(JsonReader &profile, const NameScope &scope)
{
    QList<ApplyChoice> choices;
    QStringList ids;
    for (JsonReader &reader : profile.objects("choices")) {
        ApplyChoice choice{FieldReader::readId(reader, "id", ids), reader.requiredString("label"), {}};
        QStringList optionIds;
        for (JsonReader &option : reader.objects("options")) {
            choice.options += ApplyChoice::Option{FieldReader::readId(option, "id", optionIds),
                option.requiredString("label"), readApplication(option.object("apply"), scope)};
            TemplateReader::finish(option);
        }
        if (choice.options.isEmpty())
            reader.fail("options", tr("must hold at least one option"));
        TemplateReader::finish(reader);
        choices += choice;
    }
    return choices;
}

QList<Example> readExamples(JsonReader &profile, const NameScope &scope)
{
    QList<Example> examples;
    for (JsonReader &reader : profile.objects("examples")) {
        Example example;
        example.name = reader.requiredString("name");
        example.help = reader.requiredString("help");
        example.method = TemplateReader::readMethod(reader, u"GET"_s);
        example.path = TemplateReader::readPath(reader, "path", scope).text();
        if (!example.path.isEmpty() && !example.path.startsWith(u'/'))
            reader.fail("path", tr("must begin with \"/\": examples go below the base URL"));
        for (const NamedTemplate &header : TemplateReader::readParts(reader, "headers", Part::Header, scope))
            example.headers.append({header.name, header.value.text()});
        (void)hasOneOf(reader, {"json", "text"});
        if (reader.has("json")) {
            example.body = QString::fromUtf8(toBytes(TemplateReader::readJson(reader, "json", scope))).trimmed();
            example.contentType = u"application/json"_s;
        } else if (reader.has("text")) {
            example.body = TemplateReader::readTemplate(reader, "text", scope).text();
            example.contentType = u"text/plain; charset=utf-8"_s;
        }
        if (reader.has("contentType") && example.body.isEmpty())
            reader.fail("contentType", tr("goes with a body only"));
        example.contentType = readContentType(reader, example.contentType);
        TemplateReader::finish(reader);
        examples += example;
    }
    return examples;
}

}
