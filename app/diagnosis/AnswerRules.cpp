#include "app/diagnosis/AnswerRules.h"

#include "app/json/DataFile.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AnswerRules", text);
}

// The first of the words that occurs; empty for none.
QString firstIn(const QString &text, const QStringList &words)
{
    const auto found = std::find_if(words.begin(), words.end(), [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
    return found == words.end() ? QString() : *found;
}

QStringList requiredWords(JsonReader &reader, const char *key)
{
    const QStringList words = reader.strings(key);
    if (reader.has(key) && (words.isEmpty() || words.contains(QString())))
        reader.fail(key, tr("must hold words"));
    return words;
}

}

AnswerRules::Rule AnswerRules::readRule(JsonReader &reader)
{
    reader.ignore("comment");
    Rule rule;
    reader.require({"cause", "sure"});
    rule.cause = RefusalCause(reader.choice("cause", causeNames(), 0));
    rule.certainty = Certainty(reader.choice("sure", certaintyNames(), 0));
    rule.status = int(reader.integer("status", 0, 400, 599));
    rule.words = requiredWords(reader, "words");
    rule.sent = Rule::Sent(reader.choice("sent", {u"anything"_s, u"nothing"_s, u"token"_s}, 0));
    if (reader.has("header")) {
        JsonReader header = reader.object("header");
        rule.headerName = header.requiredString("name");
        rule.headerWords = requiredWords(header, "words");
        header.finish();
        if (rule.headerWords.isEmpty())
            header.fail("words", tr("is missing"));
    }
    if (reader.has("challenge")) {
        JsonReader challenge = reader.object("challenge");
        rule.errors = requiredWords(challenge, "error");
        rule.errorWords = requiredWords(challenge, "words");
        challenge.finish();
        if (rule.errors.isEmpty())
            challenge.fail("error", tr("is missing"));
    }
    reader.finish();
    if (rule.words.isEmpty() && rule.headerName.isEmpty() && rule.errors.isEmpty())
        reader.fail(tr("must say by words, header or challenge which answers it is about"));
    return rule;
}

Result<AnswerRules> AnswerRules::read(const QByteArray &json, const QString &source)
{
    AnswerRules rules;
    return readDataFile(json, source, [&rules](JsonReader &reader) {
        reader.require({"rules"});
        for (JsonReader &each : reader.objects("rules"))
            rules.m_rules += readRule(each);
    }).map([&rules](Done) { return std::move(rules); });
}

const AnswerRules &AnswerRules::bundled()
{
    static const AnswerRules rules = bundledData<AnswerRules>(u":/resources/diagnosis/rules.json"_s);
    return rules;
}

QList<AnswerRules::Hit> AnswerRules::hits(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges) const
{
    const QString body = QString::fromUtf8(facts.body);
    QList<Hit> found;
    for (const Rule &rule : m_rules) {
        if ((rule.status && rule.status != facts.status) || (rule.sent == Rule::Sent::Nothing && sent.isThere)
            || (rule.sent == Rule::Sent::Token && !sent.isThere))
            continue;
        Evidence evidence;
        if (!rule.words.isEmpty()) {
            const QString word = firstIn(body, rule.words);
            if (word.isEmpty())
                continue;
            evidence = {Evidence::Place::Answer, {}, tr("The answer holds the words “%1”.").arg(word)};
        }
        if (!rule.headerName.isEmpty()) {
            const QString value = QString::fromUtf8(facts.answer.value(rule.headerName.toUtf8()));
            const QString word = firstIn(value, rule.headerWords);
            if (word.isEmpty())
                continue;
            evidence = {Evidence::Place::Answer, rule.headerName, tr("%1 says “%2”.").arg(rule.headerName, word)};
        }
        if (!rule.errors.isEmpty()) {
            const auto fits = std::find_if(challenges.begin(), challenges.end(), [&](const Challenge &challenge) {
                return rule.errors.contains(challenge.parameters.value(u"error"_s))
                    && (rule.errorWords.isEmpty() || !firstIn(challenge.parameters.value(u"error_description"_s), rule.errorWords).isEmpty());
            });
            if (fits == challenges.end())
                continue;
            const QString description = fits->parameters.value(u"error_description"_s).left(200);
            evidence = {Evidence::Place::Answer, u"WWW-Authenticate"_s,
                description.isEmpty() ? tr("WWW-Authenticate says “%1”.").arg(fits->parameters.value(u"error"_s))
                                      : tr("WWW-Authenticate says “%1”: %2").arg(fits->parameters.value(u"error"_s), description)};
        }
        found.append({rule.cause, rule.certainty, evidence});
    }
    return found;
}

}
