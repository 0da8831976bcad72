#include "app/diagnosis/CauseBook.h"

#include "app/json/JsonReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

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
        if (!each.has("do"))
            each.fail("do", tr("is missing"));
        step.label = each.requiredString("label");
        step.argument = each.string("argument");
        each.finish();
        steps += step;
    }
    return steps;
}

}

Result<CauseBook> CauseBook::read(const QByteArray &json, const QString &source)
{
    const auto parsed = parseJson(json, source);
    if (!parsed)
        return failure(parsed.error());
    JsonReader reader(*parsed, source);
    reader.ignore("$schema");
    reader.ignore("comment");
    if (!reader.has("schema"))
        reader.fail("schema", tr("is missing"));
    (void)reader.integer("schema", 1, 1, 1);
    CauseBook book;
    for (JsonReader &each : reader.objects("causes")) {
        each.ignore("comment");
        if (!each.has("cause"))
            each.fail("cause", tr("is missing"));
        const int cause = each.choice("cause", causeNames(), 0);
        Entry entry;
        entry.title = each.requiredString("title");
        entry.plain = each.requiredString("plain");
        const auto text = Template::parse(each.requiredString("text"));
        if (text)
            entry.text = *text;
        else
            each.fail("text", text.error().message);
        if (!each.has("steps"))
            each.fail("steps", tr("is missing"));
        entry.steps = readSteps(each);
        each.finish();
        if (book.m_entries.contains(cause))
            each.fail("cause", tr("stands there twice"));
        book.m_entries.insert(cause, entry);
    }
    reader.finish();
    if (!reader.error() && book.m_entries.size() != causeNames().size())
        reader.fail("causes", tr("must hold every cause"));
    if (reader.error())
        return failure(*reader.error());
    return book;
}

const CauseBook &CauseBook::bundled()
{
    static const CauseBook book = [] {
        QFile file(u":/resources/diagnosis/causes.json"_s);
        (void)file.open(QIODevice::ReadOnly);
        auto read = CauseBook::read(file.readAll(), file.fileName());
        Q_ASSERT_X(read, "CauseBook", qPrintable(read ? QString() : read.error().message));
        return read ? *std::move(read) : CauseBook();
    }();
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
