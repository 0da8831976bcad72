#include "app/diagnosis/CauseBook.h"

#include "app/json/DataFile.h"

#include <QtCore/QCoreApplication>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CauseBook", text);
}

QList<NextStep> readSteps(JsonReader &entry)
{
    QList<NextStep> steps;
    for (JsonReader &each : entry.objects("steps")) {
        NextStep step;
        step.action = NextStep::Action(each.choice("do", actionNames(), 0));
        each.require({"do"});
        step.label = each.requiredString("label");
        step.argument = each.string("argument");
        each.finish();
        steps += step;
    }
    return steps;
}

}

CauseBook::Entry CauseBook::readEntry(JsonReader &reader)
{
    reader.require({"steps"});
    Entry entry;
    entry.title = reader.requiredString("title");
    entry.plain = reader.requiredString("plain");
    if (auto text = Template::parse(reader.requiredString("text")))
        entry.text = *std::move(text);
    else
        reader.fail("text", text.error().message);
    entry.steps = readSteps(reader);
    return entry;
}

Result<CauseBook> CauseBook::read(const QByteArray &json, const QString &source)
{
    CauseBook book;
    return readDataFile(json, source, [&book](JsonReader &reader) {
        for (JsonReader &each : reader.objects("causes")) {
            each.ignore("comment");
            each.require({"cause"});
            const int cause = each.choice("cause", causeNames(), 0);
            if (book.m_entries.contains(cause))
                each.fail("cause", tr("stands there twice"));
            book.m_entries.insert(cause, readEntry(each));
            each.finish();
        }
        if (!reader.error() && book.m_entries.size() != causeNames().size())
            reader.fail("causes", tr("must hold every cause"));
    }).map([&book](Done) { return std::move(book); });
}

const CauseBook &CauseBook::bundled()
{
    static const CauseBook book = bundledData<CauseBook>(u":/resources/diagnosis/causes.json"_s);
    return book;
}

void CauseBook::say(Finding &finding, const QMap<QString, QString> &values) const
{
    const Entry entry = m_entries.value(int(finding.cause));
    finding.title = entry.title;
    const auto said = entry.text.render([&](const QString &name) {
        const QString value = values.value(name);
        return value.isEmpty() ? std::nullopt : std::optional(value);
    });
    finding.text = said ? *said : entry.plain;
    for (NextStep step : entry.steps) {
        step.argument = values.value(step.argument);
        finding.steps += step;
    }
}

}
