#include "ui/response/WireHead.h"

#include "app/base/Redactor.h"
#include "app/http/VisibleText.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 16 * 1024;
constexpr qsizetype mostLines = 2000;

bool isField(const QByteArray &line, qsizetype colon)
{
    return colon > 0 && !line.left(colon).contains(' '); // "HTTP/1.1 200 it is 5:00" is none
}

QString maskedLine(const QByteArray &line, const Redactor &redactor)
{
    const auto colon = line.indexOf(':', 1); // names of HTTP/2's own begin with one
    const QString text = VisibleText::of(line, longestLine);
    if (!isField(line, colon)) {
        // A request line: the middle of three words is a target.
        const QStringList words = text.split(u' ');
        if (words.size() == 3 && words.at(2).startsWith("HTTP/"_L1))
            return words.at(0) + u' ' + redactor.url(words.at(1)) + u' ' + words.at(2);
        return redactor.text(text);
    }
    const QString name = VisibleText::of(line.left(colon), longestLine);
    const QString value = VisibleText::of(line.mid(colon + 1).trimmed(), longestLine);
    const bool isTarget = name == ":path"_L1 || name.compare("location"_L1, Qt::CaseInsensitive) == 0
        || name.compare("referer"_L1, Qt::CaseInsensitive) == 0;
    return name + u": "_s + (isTarget ? redactor.url(value) : redactor.headerValue(name, value));
}

}

QString wireHeadText(const QByteArray &head, const Redactor *redactor)
{
    QStringList lines;
    for (QByteArray line : head.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        if (lines.size() == mostLines) {
            lines += u"…"_s;
            break;
        }
        lines += redactor ? maskedLine(line, *redactor) : VisibleText::of(line, longestLine);
    }
    return lines.join(u'\n');
}

}
