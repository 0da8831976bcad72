#include "app/auth/profile/WayReader.h"

#include "app/auth/profile/FieldReader.h"
#include "app/auth/profile/MatchReader.h"
#include "app/auth/profile/RequestReader.h"
#include "app/auth/profile/TemplateReader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::WayReader {

using namespace Qt::StringLiterals;
using FieldReader::readFields;
using FieldReader::readId;
using RequestReader::MayBeSignedIn;
using TemplateReader::finish;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

Recovery readRecovery(JsonReader &reader, NameScope scope)
{
    Recovery recovery;
    recovery.match = MatchReader::readMatch(reader);
    recovery.title = reader.requiredString("title");
    recovery.help = reader.string("help");
    if (reader.has("document")) {
        JsonReader document = reader.object("document");
        document.require({"request"});
        recovery.document = RequestReader::readRequest(document.object("request"), scope);
        recovery.documentText = TemplateReader::readCapture(document, "text");
        finish(document);
    }
    recovery.fields = readFields(reader, scope);
    if (reader.has("request"))
        recovery.request = RequestReader::readRequest(reader.object("request"), scope);
    else if (recovery.fields.isEmpty())
        reader.fail(tr("asks for nothing and sends nothing: the same answer would come again"));
    recovery.then = Recovery::Then(reader.choice("then", {u"repeat"_s, u"continue"_s}, 0));
    if (recovery.then == Recovery::Then::Continue && !recovery.request)
        reader.fail("then", tr("can't be \"continue\" without a request: there would be no answer to go on with"));
    finish(reader);
    return recovery;
}

void readRecoveries(JsonReader &owner, const NameScope &scope, Step &step)
{
    for (JsonReader &reader : owner.objects("recover"))
        step.recoveries += readRecovery(reader, scope);
}

Step readStep(JsonReader &reader, NameScope &scope, bool isFirst)
{
    Step step;
    step.title = reader.string("title");
    step.help = reader.string("help");
    if (isFirst && reader.has("fields"))
        reader.fail("fields", tr("of the first step belong to the way itself: they are asked before it begins"));
    step.fields = readFields(reader, scope);
    reader.require({"request"});
    step.request = RequestReader::readRequest(reader.object("request"), scope);
    readRecoveries(reader, scope, step);
    for (JsonReader &action : reader.objects("actions")) {
        step.actions
            += StepAction{action.requiredString("label"), RequestReader::readRequest(action.object("request"), scope)};
        finish(action);
    }
    if (!step.actions.isEmpty() && step.fields.isEmpty())
        reader.fail("actions", tr("need a step that has fields: they are offered while it waits for the user"));
    step.captures = TemplateReader::readCaptures(reader, "captures", scope);
    finish(reader);
    return step;
}

Step readSilentStep(JsonReader &reader, NameScope &scope)
{
    Step step;
    reader.require({"request"});
    step.request = RequestReader::readRequest(reader.object("request"), scope, MayBeSignedIn::Yes);
    step.captures = TemplateReader::readCaptures(reader, "captures", scope);
    finish(reader);
    return step;
}

// True where the owner says it in the short form; complains where it says it in both ways or in none.
bool isShortForm(JsonReader &owner)
{
    const bool hasRequest = owner.has("request");
    if (hasRequest && owner.has("steps"))
        owner.fail("steps", tr("is one too many: \"request\" stands for a single step already"));
    else if (!hasRequest && !owner.has("steps"))
        owner.fail("request", tr("is missing: a way has one \"request\", or \"steps\""));
    return hasRequest;
}

QList<Step> readSteps(JsonReader &way, NameScope scope)
{
    QList<Step> steps;
    if (!way.has("request") && !way.has("steps")) {
        if (way.has("recover"))
            way.fail("recover", tr("goes with a request"));
        return steps; // whether it can do without is looked at when the tokens are known
    }
    if (isShortForm(way)) {
        Step step;
        step.request = RequestReader::readRequest(way.object("request"), scope);
        readRecoveries(way, scope, step);
        steps += step;
    } else {
        for (JsonReader &reader : way.objects("steps"))
            steps += readStep(reader, scope, steps.isEmpty());
        if (way.has("steps") && steps.isEmpty())
            way.fail("steps", tr("must hold at least one step"));
        if (way.has("recover"))
            way.fail("recover", tr("belongs to one of the steps"));
    }
    return steps;
}

bool asksNobody(const Way &way)
{
    const bool hasQuestions
        = std::any_of(way.steps.begin(), way.steps.end(), [](const Step &step) { return !step.fields.isEmpty(); });
    const bool forgets = std::any_of(
        way.fields.begin(), way.fields.end(), [](const Field &field) { return field.isRequired && !field.isRemembered; });
    return !hasQuestions && !forgets;
}

void readEnd(JsonReader &reader, Way &way)
{
    way.gives = Way::Gives(reader.choice("gives", {u"tokens"_s, u"account"_s}, 0));
    if (way.gives == Way::Gives::Account) {
        JsonReader next = reader.object("next");
        if (!reader.has("next"))
            reader.fail("next", tr("is missing: a way that gives an account only says what comes then"));
        way.next = next.requiredString("text");
        way.nextWay = next.string("way");
        finish(next);
    } else if (reader.has("next")) {
        reader.fail("next", tr("goes only with \"gives\": \"account\": tokens end the way"));
    }
    way.isRepeatable = way.gives == Way::Gives::Tokens && reader.boolean("repeatable", asksNobody(way));
    if (way.isRepeatable && !asksNobody(way))
        reader.fail("repeatable", tr("can't be true: it asks for something that is not remembered"));
    if (way.gives == Way::Gives::Account && reader.has("repeatable"))
        reader.fail("repeatable", tr("goes only with a way that gives tokens"));
}

}

QList<Way> readWays(JsonReader &profile, const NameScope &profileScope)
{
    QList<Way> ways;
    QStringList ids;
    for (JsonReader &reader : profile.objects("signIn")) {
        NameScope scope = profileScope;
        Way way;
        way.id = readId(reader, "way", ids);
        way.label = reader.requiredString("label");
        way.help = reader.string("help");
        way.fields = readFields(reader, scope);
        way.steps = readSteps(reader, scope);
        readEnd(reader, way);
        finish(reader);
        for (qsizetype i = 0; i < way.fields.size(); ++i) {
            if (!scope.isUsed(way.fields.at(i).name) && !way.fields.at(i).isConfirmation)
                reader.failBelow(u"/fields/%1"_s.arg(i), tr("is asked for and used nowhere"));
        }
        ways += way;
    }
    for (qsizetype i = 0; i < ways.size(); ++i) {
        if (!ways.at(i).nextWay.isEmpty() && !ids.contains(ways.at(i).nextWay))
            profile.failBelow(u"/signIn/%1/next/way"_s.arg(i),
                tr("names \"%1\", which is none of the ways: %2").arg(ways.at(i).nextWay, ids.join(", "_L1)));
    }
    if (std::none_of(ways.begin(), ways.end(), [](const Way &way) { return way.gives == Way::Gives::Tokens; }))
        profile.fail("signIn", tr("must hold at least one way that gives tokens"));
    return ways;
}

RefreshRule readRefresh(JsonReader &profile, const NameScope &scope)
{
    RefreshRule rule;
    const Json *json = profile.any("refresh");
    if (!json)
        return rule;
    if (json->is_string()) {
        rule.kind = RefreshRule::Kind::SignIn;
        if (profile.string("refresh") != "signIn"_L1)
            profile.fail("refresh", tr("must be \"signIn\" or an object with a request"));
        return rule;
    }
    rule.kind = RefreshRule::Kind::Steps;
    JsonReader reader = profile.object("refresh");
    const Json *rotates = reader.any("rotates");
    if (!rotates)
        reader.fail("rotates", tr("is missing: does each refresh give a new refresh token? true, false or \"maybe\""));
    else if (rotates->is_boolean())
        rule.rotates = rotates->get<bool>() ? RefreshRule::Rotates::Yes : RefreshRule::Rotates::No;
    else if (*rotates != "maybe")
        reader.fail("rotates", tr("must be true, false or \"maybe\""));
    rule.steps = readSilentSteps(reader, scope);
    finish(reader);
    return rule;
}

QList<Step> readSilentSteps(JsonReader &owner, const NameScope &ownerScope)
{
    NameScope scope = ownerScope;
    QList<Step> steps;
    if (isShortForm(owner)) {
        Step step;
        step.request = RequestReader::readRequest(owner.object("request"), scope, MayBeSignedIn::Yes);
        return {step};
    }
    for (JsonReader &reader : owner.objects("steps"))
        steps += readSilentStep(reader, scope);
    if (owner.has("steps") && steps.isEmpty())
        owner.fail("steps", tr("must hold at least one step"));
    return steps;
}

}
