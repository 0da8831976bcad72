#include "app/sandbox/SandboxReader.h"

#include "app/sandbox/SandboxJwt.h"
#include "app/sandbox/SandboxStepReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int newestSchema = 1;
constexpr qint64 longestLife = 10LL * 366 * 24 * 3600; // seconds

QString tr(const char *text)
{
    return QCoreApplication::translate("SandboxReader", text);
}

void readAccounts(JsonReader &root, SandboxScript &script)
{
    for (JsonReader reader : root.objects("accounts")) {
        SandboxAccount account{
            reader.requiredString("label"), reader.string("way"), reader.string("note"), reader.stringMembers("fields")};
        reader.finish();
        script.accounts += account;
    }
    if (script.accounts.isEmpty())
        root.fail("accounts", tr("must name at least one account"));
}

void readSwitches(JsonReader &root, SandboxScript &script)
{
    for (auto &[name, member] : root.members("switches")) {
        JsonReader reader = member;
        SandboxSwitch choice{name, reader.requiredString("note"), reader.strings("choices")};
        if (choice.choices.isEmpty())
            reader.fail("choices", tr("must not be empty"));
        reader.finish();
        script.switches += choice;
    }
}

SandboxTokenKind readTokenKind(JsonReader &reader)
{
    SandboxTokenKind kind;
    kind.make = SandboxTokenKind::Make(reader.choice("make", {u"uuid"_s, u"random"_s, u"jwt"_s}, 0));
    kind.isRefreshing = reader.boolean("refreshes");
    kind.bytes = int(reader.integer("bytes", 32, 8, 1024));
    if (reader.has("life"))
        kind.life = std::chrono::seconds(reader.integer("life", 60, 1, longestLife));
    kind.isShortened = reader.boolean("shortened");
    if (kind.make == SandboxTokenKind::Make::Jwt) {
        kind.algorithm = reader.requiredString("algorithm").toStdString();
        if (!SandboxJwt::isKnown(kind.algorithm))
            reader.fail("algorithm", tr("must be HS256, HS384 or HS512"));
        kind.key = reader.requiredString("key").toStdString();
        kind.subjectClaim = reader.requiredString("subject").toStdString();
        kind.claims = reader.object("claims").json();
        SandboxStepReader::checkTemplates(reader, "claims");
        kind.must = reader.object("must").json();
    }
    reader.finish();
    return kind;
}

void readStores(JsonReader &root, SandboxScript &script)
{
    const Json *stores = root.any("stores");
    if (!stores)
        return;
    if (!stores->is_object())
        return root.fail("stores", tr("must be an object of lists"));
    for (const auto &[name, items] : stores->items()) {
        if (!items.is_array())
            return root.fail("stores", tr("must be an object of lists"));
        for (const Json &item : items) {
            if (!item.is_object())
                return root.fail("stores", tr("must hold lists of objects"));
            script.stores[name].push_back(item);
        }
        script.stores[name];
    }
}

std::vector<std::string> splitPath(const QString &path)
{
    std::vector<std::string> segments;
    const QStringList parts = path.mid(1).split(u'/');
    for (const QString &part : parts)
        segments.push_back(part.toStdString());
    return segments;
}

SandboxRoute readRoute(JsonReader &reader, SandboxStepReader &steps)
{
    static const QRegularExpression form(u"^(\\*|[A-Z]+) (/[^ ?#]*)$"_s);
    SandboxRoute route;
    const auto match = form.match(reader.requiredString("on"));
    if (!match.hasMatch()) {
        reader.fail("on", tr("must be a method and a path, as in \"GET /users/{name}\""));
    } else {
        route.method = match.captured(1).toStdString();
        route.path = splitPath(match.captured(2));
    }
    reader.ignore("comment");
    route.call = SandboxCall(
        reader.choice("call", {u"any"_s, u"signIn"_s, u"refresh"_s, u"signOut"_s, u"other"_s}, int(SandboxCall::Other)));
    route.steps = steps.read(reader, "steps");
    reader.finish();
    return route;
}

void readPlay(JsonReader &root, SandboxScript &script)
{
    SandboxStepReader steps(root, script);
    for (auto &[name, member] : root.members("answers")) {
        JsonReader reader = member;
        steps.addAnswer(name, reader);
    }
    // Each may run those before it, so that none can run itself.
    const Json *checks = root.any("checks");
    JsonReader checkReader = root.object("checks");
    if (checks && checks->is_object()) {
        for (const auto &[name, list] : checks->items())
            steps.addCheck(toQString(name), steps.read(checkReader, name.c_str()));
    }
    const auto routes = root.objects("routes");
    for (JsonReader reader : routes)
        script.routes.push_back(readRoute(reader, steps));
    if (script.routes.empty())
        root.fail("routes", tr("must name at least one route"));
    script.otherwise = steps.read(root, "otherwise");
    if (root.has("trouble"))
        script.trouble = steps.answer(root, "trouble");
}

}

Result<SandboxScript> readSandbox(const QByteArray &bytes, const QString &source)
{
    const auto json = parseJson(bytes, source);
    if (!json)
        return failure(json.error());
    JsonReader root(*json, source);
    root.ignore("$schema");
    root.ignore("comment");
    if (root.has("schema") && root.integer("schema", 0, 1, 1'000'000) > newestSchema)
        root.fail("schema", tr("is newer than this program knows; the file is left alone"));
    else root.require({"schema"});

    SandboxScript script;
    script.profileId = root.requiredString("id");
    script.name = root.requiredString("name");
    script.basePath = root.string("basePath").toStdString();
    if (!script.basePath.empty() && (script.basePath.front() != '/' || script.basePath.back() == '/'))
        root.fail("basePath", tr("must begin with a slash and not end with one"));
    script.isHeadGet = root.boolean("headIsGet");
    script.headers = SandboxStepReader::readHeaders(root);
    readAccounts(root, script);
    readSwitches(root, script);
    for (auto &[name, member] : root.members("tokens")) {
        JsonReader reader = member;
        script.tokens[name.toStdString()] = readTokenKind(reader);
    }
    readStores(root, script);
    readPlay(root, script);
    root.finish();
    if (root.error())
        return failure(*root.error());
    return script;
}

}
