#include "app/auth/profile/RequestReader.h"

#include "app/auth/profile/FieldReader.h"
#include "app/auth/profile/TemplateReader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

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

namespace {

Application::Login readLogin(JsonReader reader, HttpLogin::Scheme scheme, const NameScope &scope)
{
    (void)reader.requiredString("user");
    Application::Login login{
        scheme, TemplateReader::readTemplate(reader, "user", scope), TemplateReader::readTemplate(reader, "password", scope)};
    reader.require({"password"});
    TemplateReader::finish(reader);
    return login;
}

Application::AwsSigV4 readAwsSigV4(JsonReader reader, const NameScope &scope)
{
    for (const char *key : {"accessKeyId", "secretAccessKey", "region", "service"})
        (void)reader.requiredString(key);
    Application::AwsSigV4 aws;
    aws.accessKeyId = TemplateReader::readTemplate(reader, "accessKeyId", scope);
    aws.secretAccessKey = TemplateReader::readTemplate(reader, "secretAccessKey", scope);
    aws.sessionToken = TemplateReader::readTemplate(reader, "sessionToken", scope);
    aws.region = TemplateReader::readTemplate(reader, "region", scope);
    aws.service = TemplateReader::readTemplate(reader, "service", scope);
    aws.isInQuery = reader.choice("in", {u"headers"_s, u"query"_s}, 0) == 1;
    aws.signsBody = reader.boolean("signsBody", true);
    TemplateReader::finish(reader);
    return aws;
}

Application::Certificate readCertificate(JsonReader reader, const NameScope &scope)
{
    (void)reader.requiredString("certificateFile");
    Application::Certificate certificate{TemplateReader::readTemplate(reader, "certificateFile", scope),
        TemplateReader::readTemplate(reader, "keyFile", scope), TemplateReader::readTemplate(reader, "passphrase", scope)};
    TemplateReader::finish(reader);
    return certificate;
}

// What goes along in another way than as text in a request.
void readSpecial(JsonReader &reader, Application &application, const NameScope &scope)
{
    if (reader.has("digest"))
        application.login = readLogin(reader.object("digest"), HttpLogin::Scheme::Digest, scope);
    if (reader.has("ntlm")) {
        if (application.login)
            reader.fail("ntlm", tr("is one scheme too many: \"digest\" is there already"));
        application.login = readLogin(reader.object("ntlm"), HttpLogin::Scheme::Ntlm, scope);
    }
    if (reader.has("awsSigV4"))
        application.awsSigV4 = readAwsSigV4(reader.object("awsSigV4"), scope);
    if (reader.has("clientCertificate"))
        application.clientCertificate = readCertificate(reader.object("clientCertificate"), scope);
}

// Authorization can be set once.
void checkAuthorization(JsonReader &reader, const Application &application)
{
    bool isSet = std::any_of(application.headers.begin(), application.headers.end(),
        [](const NamedTemplate &header) { return header.name.compare("authorization"_L1, Qt::CaseInsensitive) == 0; });
    for (const auto &[key, isThere] : {std::pair("basic", application.basic.has_value()), {"digest", reader.has("digest")},
             {"ntlm", reader.has("ntlm")}, {"awsSigV4", application.awsSigV4 && !application.awsSigV4->isInQuery}}) {
        if (isThere && isSet)
            reader.fail(key, tr("sets Authorization, which is set already"));
        isSet = isSet || isThere;
    }
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
    using TemplateReader::Names;
    Application application;
    application.headers = TemplateReader::readParts(reader, "headers", Part::Header, scope, Names::MayBeFields);
    application.query = TemplateReader::readParts(reader, "query", Part::Query, scope, Names::MayBeFields);
    application.cookies = TemplateReader::readParts(reader, "cookies", Part::Cookie, scope, Names::MayBeFields);
    if (reader.has("basic")) {
        JsonReader basic = reader.object("basic");
        (void)basic.requiredString("user");
        application.basic = Application::Basic{
            TemplateReader::readTemplate(basic, "user", scope), TemplateReader::readTemplate(basic, "password", scope)};
        basic.require({"password"});
        TemplateReader::finish(basic);
    }
    readSpecial(reader, application, scope);
    checkAuthorization(reader, application);
    if (application == Application{})
        reader.fail(tr("adds nothing: it needs headers, query, cookies, basic, digest, ntlm, awsSigV4 or clientCertificate"));
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
