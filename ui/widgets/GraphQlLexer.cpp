#include "ui/widgets/GraphQlLexer.h"

#include <QtCore/QSet>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

using Base = QsciScintillaBase;

bool isKeyword(const QByteArray &word)
{
    static const QSet<QByteArray> words{"query", "mutation", "subscription", "fragment", "on", "true", "false", "null", "schema",
        "extend", "type", "interface", "union", "enum", "input", "scalar", "directive", "implements", "repeatable"};
    return words.contains(word);
}

bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

qsizetype endOfName(const QByteArray &text, qsizetype from)
{
    while (from < text.size() && (isNameStart(text.at(from)) || isDigit(text.at(from))))
        ++from;
    return from;
}

qsizetype endOfBlock(const QByteArray &text, qsizetype from)
{
    const qsizetype end = text.indexOf("\"\"\"", from);
    return end < 0 ? text.size() : end + 3;
}

qsizetype endOfString(const QByteArray &text, qsizetype from)
{
    for (; from < text.size() && text.at(from) != '\n'; ++from) {
        if (text.at(from) == '\\')
            ++from;
        else if (text.at(from) == '"')
            return from + 1;
    }
    return qMin(from, text.size());
}

}

QString GraphQlLexer::description(int style) const
{
    static const QStringList names{u"Plain"_s, u"Keyword"_s, u"String"_s, u"Block string"_s, u"Number"_s, u"Variable"_s,
        u"Directive"_s, u"Comment"_s};
    return names.value(style);
}

void GraphQlLexer::styleText(int start, int end)
{
    if (!editor())
        return;
    const QByteArray text = editor()->bytes(start, end).left(end - start);
    startStyling(start);
    const auto style = [this](qsizetype length, Style which) {
        if (length > 0)
            setStyling(int(length), which);
    };
    qsizetype at = 0;
    // A block string goes over lines: the end of the line before says whether one is open.
    const bool isInBlock = start > 0 && editor()->SendScintilla(Base::SCI_GETSTYLEAT, start - 1) == BlockString;
    if (isInBlock) {
        at = endOfBlock(text, 0);
        style(at, BlockString);
    }
    while (at < text.size()) {
        const char c = text.at(at);
        qsizetype to = at + 1;
        Style which = Plain;
        if (c == '#') {
            to = text.indexOf('\n', at);
            to = to < 0 ? text.size() : to;
            which = Comment;
        } else if (text.mid(at, 3) == "\"\"\"") {
            to = endOfBlock(text, at + 3);
            which = BlockString;
        } else if (c == '"') {
            to = endOfString(text, at + 1);
            which = String;
        } else if (c == '$' || c == '@') {
            to = endOfName(text, at + 1);
            which = c == '$' ? Variable : Directive;
        } else if (isNameStart(c)) {
            to = endOfName(text, at);
            which = isKeyword(text.mid(at, to - at)) ? Keyword : Plain;
        } else if (isDigit(c) || (c == '-' && at + 1 < text.size() && isDigit(text.at(at + 1)))) {
            while (to < text.size() && (isDigit(text.at(to)) || QByteArrayView(".eE+-").contains(text.at(to))))
                ++to;
            which = Number;
        }
        style(to - at, which);
        at = to;
    }
    fold(start, end);
}

void GraphQlLexer::fold(int start, int end)
{
    const auto send = [this](unsigned int message, unsigned long first = 0, long second = 0) {
        return editor()->SendScintilla(message, first, second);
    };
    long line = send(Base::SCI_LINEFROMPOSITION, static_cast<unsigned long>(start));
    const long last = send(Base::SCI_LINEFROMPOSITION, static_cast<unsigned long>(end));
    const QByteArray text = editor()->bytes(start, end).left(end - start);
    int level = int(send(Base::SCI_GETFOLDLEVEL, static_cast<unsigned long>(line)) & Base::SC_FOLDLEVELNUMBERMASK);
    level = qMax(level, int(Base::SC_FOLDLEVELBASE));
    qsizetype at = 0;
    for (; line <= last; ++line) {
        int next = level;
        for (; at < text.size() && text.at(at) != '\n'; ++at) {
            const long style = send(Base::SCI_GETSTYLEAT, static_cast<unsigned long>(start + at));
            if (style != Plain)
                continue;
            if (text.at(at) == '{' || text.at(at) == '(')
                ++next;
            else if ((text.at(at) == '}' || text.at(at) == ')') && next > int(Base::SC_FOLDLEVELBASE))
                --next;
        }
        ++at;
        send(Base::SCI_SETFOLDLEVEL, static_cast<unsigned long>(line), level | (next > level ? int(Base::SC_FOLDLEVELHEADERFLAG) : 0));
        level = next;
        if (line < last || at <= text.size()) // the next styling begins where this one ends
            send(Base::SCI_SETFOLDLEVEL, static_cast<unsigned long>(line + 1), level);
    }
}

}
