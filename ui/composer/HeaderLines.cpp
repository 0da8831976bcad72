#include "ui/composer/HeaderLines.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

QString HeaderLines::textOf(const QList<Row> &rows)
{
    QString text;
    for (const Row &row : rows) {
        QString line = (row.isOn ? QString() : u"// "_s) + row.name + (row.value.isEmpty() ? u":"_s : u": "_s) + row.value;
        text += line.replace(u'\n', u"\n  "_s) + u'\n';
    }
    return text;
}

QList<HeaderLines::Row> HeaderLines::rowsOf(const QString &text)
{
    QList<Row> rows;
    for (QStringView line : QStringView(text).split(u'\n')) {
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.startsWith(u"  ") && !rows.isEmpty()) {
            rows.last().value += u'\n' + line.mid(2).toString();
            continue;
        }
        Row row;
        if (line.trimmed().startsWith(u"//")) {
            row.isOn = false;
            line = line.trimmed().mid(2);
        }
        if (line.trimmed().isEmpty())
            continue;
        const auto colon = line.indexOf(u':', 1); // ":path" is a name of HTTP/2
        row.name = (colon < 0 ? line : line.left(colon)).trimmed().toString();
        if (colon >= 0) {
            line = line.mid(colon + 1);
            row.value = (line.startsWith(u' ') ? line.mid(1) : line).toString();
        }
        rows.append(row);
    }
    return rows;
}

}
