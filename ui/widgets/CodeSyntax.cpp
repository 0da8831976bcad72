#include "ui/widgets/CodeSyntax.h"

namespace tessera::ui {

namespace {

bool isNumberStart(QChar c)
{
    return c == u'-' || (c >= u'0' && c <= u'9');
}

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.' || c == u'_';
}

}

qsizetype CodeSyntax::endOfString(QStringView text, qsizetype from, qsizetype end, bool *isOpen)
{
    for (qsizetype i = from; i < end; ++i) {
        if (text[i] == u'\\') {
            ++i;
        } else if (text[i] == u'"') {
            *isOpen = false;
            return i + 1;
        }
    }
    *isOpen = true;
    return end;
}

QList<CodeSpan> CodeSyntax::json(QStringView line, bool isInString)
{
    using Kind = CodeSpan::Kind;
    QList<CodeSpan> spans;
    qsizetype i = 0;
    while (i < line.size()) {
        if (isInString || line[i] == u'"') {
            const qsizetype begin = i;
            i = endOfString(line, isInString ? i : i + 1, line.size(), &isInString);
            qsizetype next = i;
            while (next < line.size() && line[next].isSpace())
                ++next;
            const bool isKey = next < line.size() && line[next] == u':';
            spans.append({isKey ? Kind::Key : Kind::String, int(begin), int(i - begin)});
            isInString = false;
        } else if (isWord(line[i])) {
            const qsizetype begin = i;
            while (i < line.size() && isWord(line[i]))
                ++i;
            const QStringView word = line.mid(begin, i - begin);
            if (isNumberStart(word[0]) || word == u"true" || word == u"false" || word == u"null")
                spans.append({Kind::Number, int(begin), int(i - begin)});
        } else {
            ++i;
        }
    }
    return spans;
}

QList<CodeSpan> CodeSyntax::markup(QStringView row)
{
    using Kind = CodeSpan::Kind;
    QList<CodeSpan> spans;
    const auto add = [&](Kind kind, qsizetype from, qsizetype to) {
        if (to > from)
            spans.append({kind, int(from), int(to - from)});
    };
    for (qsizetype i = 0; i < row.size();) {
        if (row.sliced(i).startsWith(u"<!--")) {
            const auto end = row.indexOf(u"-->", i);
            const auto to = end < 0 ? row.size() : end + 3;
            add(Kind::Remark, i, to);
            i = to;
        } else if (row[i] == u'<') {
            qsizetype from = i;
            for (++i; i < row.size() && row[i] != u'>'; ++i) {
                if ((row[i] != u'"' && row[i] != u'\'') || row[i - 1] != u'=')
                    continue;
                const auto end = row.indexOf(row[i], i + 1);
                const auto to = end < 0 ? row.size() : end + 1;
                add(Kind::Markup, from, i);
                add(Kind::String, i, to);
                from = to;
                i = to - 1;
            }
            i = qMin(i + 1, row.size());
            add(Kind::Markup, from, i);
        } else if (row[i] == u'&') {
            const auto end = row.indexOf(u';', i);
            const auto to = end < 0 || end - i > 12 ? i + 1 : end + 1;
            if (to > i + 1)
                add(Kind::Number, i, to);
            i = to;
        } else {
            ++i;
        }
    }
    return spans;
}

}
