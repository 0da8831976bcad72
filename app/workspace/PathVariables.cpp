#include "app/workspace/PathVariables.h"

#include "app/workspace/UrlQuery.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <functional>

namespace tessera::PathVariables {

using namespace Qt::StringLiterals;

namespace {

using Row = RequestDocument::Row;

// Where the path begins in what stands before the query: behind the host, or behind the variable in the place of one.
qsizetype pathBegin(const QString &before)
{
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*://"_s);
    if (before.startsWith(u'/'))
        return 0;
    qsizetype from = 0;
    if (const auto match = scheme.match(before); match.hasMatch())
        from = match.capturedEnd();
    bool isLastClosed = true; // behind a variable that is never closed there is none that is
    for (; from < before.size() && before.at(from) != u'/'; ++from) {
        if (!isLastClosed || !QStringView(before).sliced(from).startsWith(u"{{"))
            continue;
        const auto end = before.indexOf("}}"_L1, from);
        isLastClosed = end >= 0;
        if (isLastClosed)
            from = end + 1; // a variable, whatever is in it
    }
    return from;
}

QString nameOf(QStringView segment)
{
    if (!segment.startsWith(u':') && !segment.startsWith(u'{'))
        return {};
    static const QRegularExpression pattern(u"^(?::([A-Za-z_][A-Za-z0-9_.-]*)|\\{([A-Za-z_][A-Za-z0-9_.-]*)\\})$"_s);
    const auto match = pattern.match(segment);
    return match.hasMatch() ? match.captured(1) + match.captured(2) : QString();
}

// The URL with every segment of its path changed; `change` gets the segment and its name, which is empty where it has none.
QString eachSegment(const QString &url, const std::function<QString(const QString &segment, const QString &name)> &change)
{
    const QString before = UrlQuery::beforeOf(url);
    const qsizetype begin = pathBegin(before);
    QStringList segments = before.mid(begin).split(u'/');
    for (QString &segment : segments)
        segment = change(segment, nameOf(segment));
    return before.left(begin) + segments.join(u'/') + QStringView(url).sliced(before.size()).toString();
}

QString encoded(const QString &value)
{
    return QString::fromLatin1(value.toUtf8().toPercentEncoding("!$&'()*+,;=:@"));
}

}

QStringList names(const QString &url)
{
    const QString before = UrlQuery::beforeOf(url);
    QStringList found;
    QSet<QString> known;
    for (const QStringView segment : QStringView(before).sliced(pathBegin(before)).split(u'/')) {
        const QString name = nameOf(segment);
        if (!name.isEmpty() && !known.contains(name)) {
            known.insert(name);
            found += name;
        }
    }
    return found;
}

QList<Row> inStep(const QList<Row> &rows, const QString &url)
{
    const QStringList wanted = names(url);
    const QSet<QString> isWanted(wanted.cbegin(), wanted.cend());
    QHash<QString, Row> known;
    QList<Row> orphans;
    for (const Row &row : rows) {
        if (!isWanted.contains(row.name))
            orphans += row;
        else if (!known.contains(row.name))
            known.insert(row.name, row);
    }
    const bool isRename = orphans.size() == 1 && wanted.size() - known.size() == 1;
    QList<Row> result;
    for (const QString &name : wanted)
        result += known.value(name, Row{true, name, isRename ? orphans.constFirst().value : QString()});
    return result;
}

QString renamed(const QString &url, const QString &from, const QString &to)
{
    return eachSegment(url, [&](const QString &segment, const QString &name) {
        if (name != from)
            return segment;
        return segment.startsWith(u':') ? u':' + to : u'{' + to + u'}';
    });
}

QString filled(const QString &url, const QMap<QString, QString> &values)
{
    return eachSegment(url, [&](const QString &segment, const QString &name) {
        const auto value = values.constFind(name);
        return name.isEmpty() || value == values.cend() ? segment : encoded(*value);
    });
}

}
