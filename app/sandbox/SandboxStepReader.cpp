#include "app/sandbox/SandboxStepReader.h"

#include "app/template/Template.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("SandboxReader", text);
}

// The first broken template in a value; empty where all is well.
QString templateFault(const Json &value)
{
    if (value.is_string()) {
        const auto parsed = Template::parse(toQString(value.get_ref<const std::string &>()));
        return parsed ? QString() : parsed.error().message;
    }
    for (const auto &[key, child] : value.items()) {
        if (!value.is_structured())
            break;
        if (const QString fault = templateFault(child); !fault.isEmpty())
            return fault;
    }
    return {};
}

}

void SandboxStepReader::checkTemplates(JsonReader &owner, const char *key)
{
    const Json *value = owner.any(key);
    if (!value)
        return;
    if (const QString fault = templateFault(*value); !fault.isEmpty())
        owner.fail(key, tr("has a broken template (%1)").arg(fault));
}

std::vector<std::pair<std::string, std::string>> SandboxStepReader::readHeaders(JsonReader &owner)
{
    std::vector<std::pair<std::string, std::string>> headers;
    const auto members = owner.stringMembers("headers");
    for (const auto &[name, value] : members) {
        const auto isBad = [](const QString &text) {
            return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() > 0x7e; });
        };
        if (name.isEmpty() || isBad(name) || isBad(value))
            owner.fail("headers", tr("must hold printable ASCII"));
        headers.emplace_back(name.toStdString(), value.toStdString());
    }
    return headers;
}

SandboxStepReader::SandboxStepReader(JsonReader &root, SandboxScript &script)
    : m_script(script)
{
    JsonReader format = root.object("format");
    m_format.type = format.string("type", u"application/json"_s).toStdString();
    m_format.indent = int(format.integer("indent", 0, 0, 8));
    m_format.hasNewline = format.boolean("newline");
    format.finish();
}

Json SandboxStepReader::form(JsonReader &reader, const char *key)
{
    checkTemplates(reader, key);
    const Json *value = reader.any(key);
    return value ? *value : Json();
}

void SandboxStepReader::addAnswer(const QString &name, JsonReader &reader)
{
    m_answers.insert(name, int(m_script.answers.size()));
    m_script.answers.push_back(readAnswer(reader));
}

void SandboxStepReader::addCheck(const QString &name, SandboxSteps steps)
{
    m_checks.insert(name, int(m_script.checks.size()));
    m_script.checks.push_back(std::move(steps));
}

int SandboxStepReader::answer(JsonReader &owner, const char *key)
{
    const Json *value = owner.any(key);
    if (!value)
        return -1;
    if (value->is_object()) {
        JsonReader reader = owner.object(key);
        m_script.answers.push_back(readAnswer(reader));
        return int(m_script.answers.size()) - 1;
    }
    const int index = m_answers.value(owner.string(key), -1);
    if (index < 0)
        owner.fail(key, tr("must be an answer, or the name of one or of a check that stands before"));
    return index;
}

SandboxTarget SandboxStepReader::target(JsonReader &owner, const char *key)
{
    const Json *value = owner.any(key);
    const int check = value && value->is_string() ? m_checks.value(owner.string(key), -1) : -1;
    return check >= 0 ? SandboxTarget{-1, check} : SandboxTarget{answer(owner, key), -1};
}

SandboxAnswer SandboxStepReader::readAnswer(JsonReader &reader)
{
    SandboxAnswer answer = m_format;
    reader.ignore("comment");
    answer.status = reader.has("status") ? form(reader, "status") : Json(200);
    if (answer.status.is_number_integer())
        (void)reader.integer("status", 200, 200, 599);
    else if (!answer.status.is_string())
        reader.fail("status", tr("must be a number or a template"));
    if (reader.has("json")) {
        answer.body = SandboxAnswer::Body::Json;
        answer.content = form(reader, "json");
    } else if (reader.has("text")) {
        answer.body = SandboxAnswer::Body::Text;
        answer.content = reader.string("text").toStdString();
        checkTemplates(reader, "text");
        answer.type = "text/plain";
        answer.hasNewline = false;
    }
    if (reader.has("type"))
        answer.type = reader.requiredString("type").toStdString();
    answer.hasNewline = reader.boolean("newline", answer.hasNewline);
    answer.headers = readHeaders(reader);
    answer.delay = std::chrono::seconds(reader.integer("delaySeconds", 0, 0, 60));
    answer.isDropped = reader.boolean("drop");
    reader.finish();
    return answer;
}

SandboxCondition SandboxStepReader::readCondition(JsonReader &reader, const char *key)
{
    SandboxCondition condition;
    reader.require({key});
    condition.value = form(reader, key);
    const auto optional = [&](const char *name) -> std::optional<Json> {
        return reader.has(name) ? std::optional(form(reader, name)) : std::nullopt;
    };
    condition.is = optional("is");
    condition.isNot = optional("not");
    condition.in = optional("in");
    condition.contains = optional("contains");
    if (reader.has("present"))
        condition.present = reader.boolean("present");
    condition.shape = SandboxCondition::Shape(reader.choice("shape", {u"any"_s, u"hex"_s, u"uuid"_s, u"number"_s}, 0));
    condition.least = reader.integer("least", 0, 0, 1'000'000);
    condition.most = reader.integer("most", -1, 0, 1'000'000);
    return condition;
}

std::optional<SandboxCondition> SandboxStepReader::readLinger(JsonReader &reader)
{
    if (!reader.has("linger"))
        return std::nullopt;
    JsonReader child = reader.object("linger");
    auto condition = readCondition(child, "value");
    child.finish();
    return condition;
}

std::vector<std::pair<std::string, Json>> SandboxStepReader::readValues(JsonReader &reader, const char *key)
{
    std::vector<std::pair<std::string, Json>> values;
    checkTemplates(reader, key);
    for (const auto &[name, value] : reader.object(key).json().items())
        values.emplace_back(name, value);
    return values;
}

SandboxWhere SandboxStepReader::readWhere(JsonReader &reader)
{
    return readValues(reader, "where");
}

std::string SandboxStepReader::store(JsonReader &reader, const char *key)
{
    const std::string name = reader.requiredString(key).toStdString();
    if (!m_script.stores.contains(name))
        reader.fail(key, tr("must be the name of a store"));
    return name;
}

std::string SandboxStepReader::tokenKind(JsonReader &reader, const QString &name, const char *key)
{
    if (!m_script.tokens.contains(name.toStdString()))
        reader.fail(key, tr("must be a kind of token"));
    return name.toStdString();
}

SandboxSteps SandboxStepReader::read(JsonReader &owner, const char *key)
{
    SandboxSteps steps;
    const auto readers = owner.objects(key);
    for (JsonReader reader : readers)
        steps.push_back(readStep(reader));
    return steps;
}

SandboxStep SandboxStepReader::readStep(JsonReader &reader)
{
    SandboxStep result;
    auto &what = result.what;
    const auto as = [&] { return reader.string("as").toStdString(); };
    const auto neededAs = [&] { return reader.requiredString("as").toStdString(); };
    reader.ignore("comment");
    if (reader.has("body")) {
        const QStringList kinds = reader.strings("body");
        step::ReadBody step{
            kinds.contains(u"json"_s), kinds.contains(u"form"_s), reader.boolean("any"), target(reader, "else")};
        if (!step.isJsonRead && !step.isFormRead)
            reader.fail("body", tr("must list json, form or both"));
        what = step;
    } else if (reader.has("check")) {
        what = step::Check{readCondition(reader, "check"), target(reader, "else")};
        reader.require({"else"});
    } else if (reader.has("collect")) {
        step::Collect step{{}, neededAs(), target(reader, "else")};
        const auto parts = reader.objects("collect");
        for (JsonReader part : parts) {
            step.all.emplace_back(readCondition(part, "check"), form(part, "add"));
            part.finish();
        }
        what = step;
    } else if (reader.has("set")) {
        what = step::Set{readValues(reader, "set"), false};
    } else if (reader.has("default")) {
        what = step::Set{readValues(reader, "default"), true};
    } else if (reader.has("find")) {
        what = step::Find{store(reader, "find"), neededAs(), readWhere(reader), target(reader, "else")};
    } else if (reader.has("add")) {
        what = step::Add{store(reader, "add"), as(), form(reader, "item")};
    } else if (reader.has("change")) {
        what = step::Change{store(reader, "change"), as(), readWhere(reader), readValues(reader, "values")};
    } else if (reader.has("remove")) {
        what = step::Remove{store(reader, "remove"), readWhere(reader)};
    } else if (reader.has("list")) {
        what = step::List{store(reader, "list"), neededAs(), readWhere(reader), form(reader, "each")};
    } else if (reader.has("token")) {
        step::Token step{tokenKind(reader, reader.string("token"), "token"), neededAs(), form(reader, "text"),
            form(reader, "subject"), form(reader, "slot"), target(reader, "else"), {}};
        step.whenExpired = reader.has("expired") ? target(reader, "expired") : step.orElse;
        what = step;
    } else if (reader.has("issue")) {
        step::Issue step{{}, form(reader, "to"), form(reader, "slot"), reader.boolean("loose"), reader.boolean("reuse"),
            readLinger(reader)};
        const auto kinds = reader.strings("issue");
        for (const QString &kind : kinds)
            step.kinds.push_back(tokenKind(reader, kind, "issue"));
        what = step;
    } else if (reader.has("revoke")) {
        what = step::Revoke{form(reader, "revoke"), form(reader, "slot"), readLinger(reader)};
    } else if (reader.has("slots")) {
        what = step::Slots{form(reader, "slots"), neededAs()};
    } else if (reader.has("pick")) {
        what = step::Pick{form(reader, "pick"), form(reader, "member"), neededAs()};
    } else if (reader.has("when")) {
        what = step::When{readCondition(reader, "when"), read(reader, "then"), read(reader, "otherwise")};
    } else if (reader.has("run")) {
        step::Run step{m_checks.value(reader.string("run"), -1)};
        if (step.check < 0)
            reader.fail("run", tr("must be the name of a check that stands before this one"));
        what = step;
    } else if (reader.has("answer")) {
        what = step::Reply{answer(reader, "answer")};
    } else {
        reader.fail(tr("is not a step that is known"));
    }
    reader.finish();
    return result;
}

}
