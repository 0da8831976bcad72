#include "app/workspace/PathVariables.h"

#include "app/workspace/UrlQuery.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
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
    for (; from < before.size() && before.at(from) != u'/'; ++from) {
        if (!QStringView(before).sliced(from).startsWith(u"{{"))
            continue;
        if (const auto end = before.indexOf(u"}}"_s, from); end >= 0)
            from = end + 1; // a variable, whatever is in it
    }
    return from;
}

QString nameOf(QStringView segment)
{
    static const QRegularExpression pattern(u"^(?::([A-Za-z_][A-Za-z0-9_.-]*)|\\{([A-Za-z_][A-Za-z0-9_.-]*)\\})$"_s);
    const auto match = pattern.match(segment);
    return match.hasMatch() ? match.captured(1) + match.captured(2) : QString();
}

// The URL with every segment of its path changed; `change` gets the segment and its name, which is empty where it has none.
QString eachSegment(const QString &url, const std::function<QString(const QString &segment, const QString &name)> &change)
{
    UrlQuery query(url);
    const qsizetype begin = pathBegin(query.before);
    QStringList segments = query.before.mid(begin).split(u'/');
    for (QString &segment : segments)
        segment = change(segment, nameOf(segment));
    query.before = query.before.left(begin) + segments.join(u'/');
    return query.url();
}

QString encoded(const QString &value)
{
    return QString::fromLatin1(value.toUtf8().toPercentEncoding("!$&'()*+,;=:@"));
}

}

QStringList names(const QString &url)
{
    QStringList found;
    (void)eachSegment(url, [&](const QString &segment, const QString &name) {
        if (!name.isEmpty() && !found.contains(name))
            found += name;
        return segment;
    });
    return found;
}

QList<Row> inStep(const QList<Row> &rows, const QString &url)
{
    const QStringList wanted = names(url);
    const auto rowOf = [&](const QString &name) {
        return std::find_if(rows.cbegin(), rows.cend(), [&](const Row &row) { return row.name == name; });
    };
    QList<Row> orphans;
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(orphans), [&](const Row &row) { return !wanted.contains(row.name); });
    const auto newcomers = std::count_if(wanted.cbegin(), wanted.cend(), [&](const QString &name) { return rowOf(name) == rows.cend(); });
    const bool isRename = orphans.size() == 1 && newcomers == 1;
    QList<Row> result;
    for (const QString &name : wanted) {
        const auto known = rowOf(name);
        if (known != rows.cend())
            result += *known;
        else
            result += Row{true, name, isRename ? orphans.constFirst().value : QString()};
    }
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
