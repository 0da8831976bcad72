#include "ui/response/HtmlText.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

const QSet<QString> &blocks()
{
    static const QSet<QString> names{u"address"_s, u"article"_s, u"aside"_s, u"blockquote"_s, u"body"_s, u"br"_s, u"dd"_s, u"div"_s, u"dl"_s, u"dt"_s,
        u"fieldset"_s, u"figure"_s, u"footer"_s, u"form"_s, u"h1"_s, u"h2"_s, u"h3"_s, u"h4"_s, u"h5"_s, u"h6"_s, u"head"_s, u"header"_s, u"hr"_s,
        u"html"_s, u"li"_s, u"main"_s, u"nav"_s, u"ol"_s, u"option"_s, u"p"_s, u"pre"_s, u"section"_s, u"table"_s, u"tbody"_s, u"thead"_s, u"title"_s,
        u"tr"_s, u"ul"_s};
    return names;
}

// Elements of which nothing is read.
bool isSilent(const QString &name)
{
    return name == "script"_L1 || name == "style"_L1 || name == "template"_L1 || name == "svg"_L1;
}

class Reader {
public:
    explicit Reader(QStringView html)
        : m_html(html)
    {
    }

    QString run()
    {
        while (m_at < m_html.size()) {
            const QChar c = m_html[m_at];
            if (c == u'<' && m_at + 1 < m_html.size() && (m_html[m_at + 1].isLetter() || m_html[m_at + 1] == u'/' || m_html[m_at + 1] == u'!' || m_html[m_at + 1] == u'?'))
                readTag();
            else if (c == u'&')
                readReference();
            else
                addText(m_html[m_at++]);
        }
        return m_text.trimmed();
    }

private:
    void addText(QChar c)
    {
        if (c.isSpace() && c != QChar::Nbsp && m_preformatted == 0) {
            m_hasSpace = true;
            return;
        }
        if (m_hasSpace && !m_text.isEmpty() && !m_text.endsWith(u'\n') && !m_text.endsWith(u'\t'))
            m_text += u' ';
        m_hasSpace = false;
        m_text += c;
    }

    void breakLine(int most)
    {
        m_hasSpace = false;
        int have = 0;
        for (auto i = m_text.size(); i > 0 && m_text.at(i - 1) == u'\n'; --i)
            ++have;
        if (!m_text.isEmpty() && have < most)
            m_text += QString(most - have, u'\n');
    }

    // Behind the `>`, quotes observed; the attribute "href" on the way.
    QString skipAttributes()
    {
        const auto start = m_at;
        QChar quote;
        while (m_at < m_html.size()) {
            const QChar c = m_html[m_at++];
            if (!quote.isNull()) {
                if (c == quote)
                    quote = {};
            } else if ((c == u'"' || c == u'\'') && m_at >= 2 && m_html[m_at - 2] == u'=') {
                quote = c;
            } else if (c == u'>') {
                break;
            }
        }
        const QStringView attributes = m_html.sliced(start, m_at - start);
        auto href = attributes.indexOf(u"href=", 0, Qt::CaseInsensitive);
        if (href < 0)
            return {};
        QStringView value = attributes.sliced(href + 5);
        if (value.startsWith(u'"') || value.startsWith(u'\''))
            return value.sliced(1).left(value.sliced(1).indexOf(value[0])).toString();
        qsizetype end = 0;
        while (end < value.size() && !value[end].isSpace() && value[end] != u'>')
            ++end;
        return value.first(end).toString();
    }

    void readTag()
    {
        if (m_html.sliced(m_at).startsWith(u"<!--")) {
            const auto end = m_html.indexOf(u"-->", m_at + 4);
            m_at = end < 0 ? m_html.size() : end + 3;
            return;
        }
        const bool isEnd = m_html[m_at + 1] == u'/';
        auto from = m_at + (isEnd ? 2 : 1);
        auto to = from;
        while (to < m_html.size() && m_html[to].isLetterOrNumber())
            ++to;
        const QString name = m_html.sliced(from, to - from).toString().toLower();
        m_at = to;
        const QString href = skipAttributes();
        if (!isEnd && isSilent(name))
            return skipElement(name);
        if (name == "pre"_L1)
            m_preformatted = qMax(0, m_preformatted + (isEnd ? -1 : 1));
        if (name == "a"_L1)
            return isEnd ? closeLink() : void(m_link = href);
        if (name == "td"_L1 || name == "th"_L1) {
            if (isEnd)
                m_text += u'\t';
            m_hasSpace = false;
        } else if (blocks().contains(name)) {
            const bool isApart = name == "p"_L1 || (name.size() == 2 && name.at(0) == u'h' && name.at(1).isDigit()) || name == "title"_L1;
            breakLine(isApart ? 2 : 1);
            if (name == "li"_L1 && !isEnd)
                m_text += u"• "_s;
        }
    }

    void closeLink()
    {
        if (!m_link.isEmpty() && !m_link.startsWith(u'#'))
            m_text += u" ("_s + m_link + u')';
        m_link.clear();
    }

    void skipElement(const QString &name)
    {
        const auto end = m_html.indexOf(QString(u"</"_s + name), m_at, Qt::CaseInsensitive);
        m_at = end < 0 ? m_html.size() : end;
        if (end >= 0) {
            m_at += 2 + name.size();
            skipAttributes();
        }
    }

    void readReference()
    {
        static const QHash<QString, char32_t> named{{u"amp"_s, U'&'}, {u"lt"_s, U'<'}, {u"gt"_s, U'>'}, {u"quot"_s, U'"'}, {u"apos"_s, U'\''},
            {u"nbsp"_s, U'\u00a0'}, {u"copy"_s, U'©'}, {u"reg"_s, U'®'}, {u"hellip"_s, U'…'}, {u"mdash"_s, U'—'}, {u"ndash"_s, U'–'},
            {u"lsquo"_s, U'‘'}, {u"rsquo"_s, U'’'}, {u"ldquo"_s, U'“'}, {u"rdquo"_s, U'”'}, {u"laquo"_s, U'«'}, {u"raquo"_s, U'»'},
            {u"middot"_s, U'·'}, {u"bull"_s, U'•'}, {u"times"_s, U'×'}, {u"euro"_s, U'€'}, {u"auml"_s, U'ä'}, {u"ouml"_s, U'ö'},
            {u"uuml"_s, U'ü'}, {u"Auml"_s, U'Ä'}, {u"Ouml"_s, U'Ö'}, {u"Uuml"_s, U'Ü'}, {u"szlig"_s, U'ß'}, {u"eacute"_s, U'é'}};
        const QStringView rest = m_html.sliced(m_at + 1, qMin<qsizetype>(12, m_html.size() - m_at - 1));
        const auto end = rest.indexOf(u';');
        const QStringView name = end < 0 ? QStringView() : rest.first(end);
        char32_t code = 0;
        if (name.startsWith(u'#')) {
            bool isNumber = false;
            const bool isHex = name.size() > 1 && name[1].toLower() == u'x';
            code = isHex ? name.sliced(2).toUInt(&isNumber, 16) : name.sliced(1).toUInt(&isNumber);
            if (!isNumber || code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || code == 0)
                code = QChar::ReplacementCharacter;
        } else {
            code = named.value(name.toString());
        }
        if (code == 0)
            return addText(m_html[m_at++]);
        for (const QChar c : QString::fromUcs4(&code, 1))
            addText(c);
        m_at += end + 2;
    }

    QStringView m_html;
    qsizetype m_at = 0;
    QString m_text, m_link;
    bool m_hasSpace = false;
    int m_preformatted = 0;
};

}

QString htmlText(QStringView html)
{
    return Reader(html).run();
}

}
