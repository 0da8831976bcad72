#include "app/auth/profile/MatchReader.h"

#include "app/auth/profile/TemplateReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace tessera::MatchReader {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

void readStatus(JsonReader &reader, AnswerMatch &match)
{
    static const QRegularExpression hundred(u"^([1-5])xx$"_s);
    const Json *status = reader.any("status");
    if (!status)
        return reader.fail("status", tr("is missing"));
    const auto range = hundred.match(status->is_string() ? toQString(status->get_ref<const std::string &>()) : QString());
    const bool isNumber = status->is_number_integer() && *status >= 100 && *status <= 599;
    if (!isNumber && !range.hasMatch())
        return reader.fail("status", tr("must be an HTTP status from 100 to 599, or a hundred of them such as \"4xx\""));
    match.statusFrom = isNumber ? status->get<int>() : range.captured(1).toInt() * 100;
    match.statusTo = isNumber ? match.statusFrom : match.statusFrom + 99;
}

}

AnswerMatch readMatch(JsonReader &reader)
{
    AnswerMatch match;
    readStatus(reader, match);
    match.words = reader.strings("words");
    if (match.words.contains(QString()))
        reader.fail("words", tr("must not hold an empty text: it would match everything"));
    match.onlyWhenExpired = reader.boolean("onlyWhenExpired");
    return match;
}

QList<AnswerMatch> readRefreshOn(JsonReader &profile)
{
    if (!profile.has("refreshOn")) {
        profile.ignore("refreshOn");
        return {AnswerMatch{401, 401, {}, false}};
    }
    QList<AnswerMatch> matches;
    for (JsonReader &reader : profile.objects("refreshOn", "status")) {
        matches += readMatch(reader);
        if (matches.last().statusFrom < 300 && matches.last().words.isEmpty())
            reader.fail("status", tr("needs words beside it: every good answer would count as an expired token"));
        TemplateReader::finish(reader);
    }
    return matches;
}

QList<PublicRule> readPublicRules(JsonReader &profile)
{
    QList<PublicRule> rules;
    for (JsonReader &reader : profile.objects("public", "match")) {
        PublicRule rule;
        rule.endpoint = TemplateReader::readEndpoint(reader, "match");
        rule.neverCarries = reader.choice("credential", {u"along"_s, u"never"_s}, 0) == 1;
        TemplateReader::finish(reader);
        rules += rule;
    }
    return rules;
}

QList<ErrorSource> readErrors(JsonReader &profile)
{
    QList<ErrorSource> sources;
    for (JsonReader &reader : profile.objects("errors", "value")) {
        ErrorSource source;
        NameScope scope;
        scope.allow(u"value"_s, NameScope::Kind::Capture);
        source.value = TemplateReader::readCapture(reader, "value");
        source.with = TemplateReader::readCaptures(reader, "with", scope);
        source.text = TemplateReader::readTemplate(reader, "text", scope);
        if (reader.has("with") && source.text.isEmpty())
            reader.fail("with", tr("needs a \"text\" that mentions it"));
        TemplateReader::finish(reader);
        sources += source;
    }
    return sources;
}

QList<Hint> readHints(JsonReader &profile)
{
    QList<Hint> hints;
    for (JsonReader &reader : profile.objects("hints")) {
        Hint hint;
        hint.match = readMatch(reader);
        if (reader.has("request"))
            hint.endpoint = TemplateReader::readEndpoint(reader, "request");
        hint.text = reader.requiredString("text");
        if (reader.has("cause"))
            hint.cause = RefusalCause(reader.choice("cause", causeNames(), 0));
        for (const char *key : {"sure", "onlyWhenTaken"})
            if (reader.has(key) && !reader.has("cause"))
                reader.fail(key, tr("needs a \"cause\" beside it"));
        hint.certainty = Certainty(reader.choice("sure", certaintyNames(), int(Certainty::Likely)));
        hint.onlyWhenTaken = reader.boolean("onlyWhenTaken");
        TemplateReader::finish(reader);
        hints += hint;
    }
    return hints;
}

}
