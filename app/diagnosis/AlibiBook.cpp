#include "app/diagnosis/AlibiBook.h"

#include "app/json/JsonReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AlibiBook", text);
}

Template readTemplate(JsonReader &entry, const char *key, const QString &text)
{
    const auto parsed = Template::parse(text);
    if (!parsed)
        entry.fail(key, parsed.error().message);
    return parsed.value_or(Template());
}

}

Result<AlibiBook> AlibiBook::read(const QByteArray &json, const QString &source)
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
    AlibiBook book;
    for (JsonReader &each : reader.objects("alibis")) {
        each.ignore("comment");
        if (!each.has("cause"))
            each.fail("cause", tr("is missing"));
        Entry entry;
        entry.cause = RefusalCause(each.choice("cause", causeNames(), 0));
        entry.suspicion = readTemplate(each, "suspicion", each.requiredString("suspicion"));
        for (const QString &text : each.strings("texts")) {
            entry.texts += readTemplate(each, "texts", text);
            if (entry.texts.constLast().names().isEmpty()) // it would clear the cause whatever happened
                each.fail("texts", tr("must mention a name each"));
        }
        if (entry.texts.isEmpty())
            each.fail("texts", tr("is missing"));
        each.finish();
        book.m_entries += entry;
    }
    reader.finish();
    if (reader.error())
        return failure(*reader.error());
    return book;
}

const AlibiBook &AlibiBook::bundled()
{
    static const AlibiBook book = [] {
        QFile file(u":/resources/diagnosis/alibis.json"_s);
        (void)file.open(QIODevice::ReadOnly);
        auto read = AlibiBook::read(file.readAll(), file.fileName());
        Q_ASSERT_X(read, "AlibiBook", qPrintable(read ? QString() : read.error().message));
        return read ? *std::move(read) : AlibiBook();
    }();
    return book;
}

QList<RuledOut> AlibiBook::ruledOut(const QMap<QString, QString> &proofs, const std::function<bool(RefusalCause)> &isSuspect) const
{
    const auto known = [&](const QString &name) {
        const QString value = proofs.value(name);
        return value.isEmpty() ? std::nullopt : std::optional(value);
    };
    QList<RuledOut> cleared;
    for (const Entry &entry : m_entries) {
        const auto suspicion = entry.suspicion.render(known);
        if (!suspicion || isSuspect(entry.cause))
            continue;
        for (const Template &text : entry.texts) {
            if (const auto said = text.render(known)) {
                cleared.append({entry.cause, *suspicion, *said});
                break;
            }
        }
    }
    return cleared;
}

}
