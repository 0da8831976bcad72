#include "app/json/path/IRegexp.h"

#include <QtCore/QCoreApplication>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 200; // parentheses

QString tr(const char *text)
{
    return QCoreApplication::translate("IRegexp", text);
}

// Follows the grammar of RFC 9485 and writes what it reads as PCRE2 has it.
class Translator {
public:
    explicit Translator(const QString &text)
        : m_text(text)
    {
    }

    [[nodiscard]] tl::expected<QString, QString> run()
    {
        if (alternatives() && m_at < m_text.size())
            fail(tr("\")\" has no \"(\" before it"));
        if (!m_fault.isEmpty())
            return tl::make_unexpected(m_fault);
        return m_made;
    }

private:
    [[nodiscard]] QChar here(qsizetype ahead = 0) const { return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar(); }
    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    void copy() { m_made += m_text.at(m_at++); }
    void literal(QChar c)
    {
        if (u"^$.[]|()?*+{}\\-"_s.contains(c))
            m_made += u'\\';
        m_made += c;
    }
    bool fail(const QString &what)
    {
        if (m_fault.isEmpty())
            m_fault = what;
        return false;
    }

    bool alternatives()
    {
        while (!isAtEnd() && here() != u')') {
            if (here() == u'|') {
                copy();
                continue;
            }
            if (!atom() || !quantifier())
                return false;
        }
        return true;
    }

    bool atom()
    {
        const QChar c = here();
        if (c == u'(') {
            if (++m_depth > deepest)
                return fail(tr("its parentheses are nested too deep"));
            ++m_at;
            m_made += "(?:"_L1;
            if (here() == u'?')
                return fail(tr("\"(?\" is not known there"));
            if (!alternatives())
                return false;
            if (here() != u')')
                return fail(tr("\"(\" is never closed"));
            --m_depth;
            copy();
            return true;
        }
        // As RFC 9485 maps them to PCRE, which knows lines as well.
        if (c == u'.' || c == u'^' || c == u'$') {
            ++m_at;
            m_made += c == u'.' ? "[^\\n\\r]"_L1 : c == u'^' ? "\\A"_L1 : "\\z"_L1;
            return true;
        }
        if (c == u'[')
            return characters();
        if (c == u'\\')
            return escape(true);
        if (u"?*+{}]"_s.contains(c))
            return fail(tr("\"%1\" stands for itself only as \"\\%1\"").arg(c));
        ++m_at;
        literal(c);
        return true;
    }

    bool quantifier()
    {
        if (here() == u'*' || here() == u'+' || here() == u'?') {
            copy();
        } else if (here() == u'{') {
            const qsizetype end = m_text.indexOf(u'}', m_at);
            const QStringView inside = QStringView(m_text).sliced(m_at + 1, qMax<qsizetype>(end - m_at - 1, 0));
            const qsizetype comma = inside.indexOf(u',');
            const QStringView least = comma < 0 ? inside : inside.first(comma);
            const QStringView most = comma < 0 ? QStringView() : inside.sliced(comma + 1);
            const auto isNumber = [](QStringView digits) {
                return std::all_of(digits.begin(), digits.end(), [](QChar d) { return d >= u'0' && d <= u'9'; });
            };
            if (end < 0 || least.isEmpty() || !isNumber(least) || !isNumber(most))
                return fail(tr("\"{\" must be followed by how often, as in {2} or {2,5}"));
            m_made += m_text.sliced(m_at, end + 1 - m_at);
            m_at = end + 1;
        } else {
            return true;
        }
        if (here() == u'?' || here() == u'+' || here() == u'*' || here() == u'{')
            return fail(tr("\"%1\" must not follow what says how often").arg(here()));
        return true;
    }

    bool escape(bool isAtom)
    {
        const QChar c = here(1);
        if (c == u'p' || c == u'P')
            return category();
        if (u"()*+-.?[\\]^{|}"_s.contains(c) && !c.isNull()) {
            m_at += 2;
            literal(c);
            return true;
        }
        if (c == u'n' || c == u'r' || c == u't') {
            copy();
            copy();
            return true;
        }
        if (c == u'd' && isAtom)
            return fail(tr("\"\\d\" is not known there, write \"[0-9]\""));
        if (c == u'w' && isAtom)
            return fail(tr("\"\\w\" is not known there, write \"[A-Za-z0-9_]\""));
        return fail(c.isNull() ? tr("nothing follows its last \"\\\"") : tr("\"\\%1\" is not known there").arg(c));
    }

    bool category()
    {
        const qsizetype end = m_text.indexOf(u'}', m_at);
        const QString name = here(2) == u'{' && end > 0 ? m_text.sliced(m_at + 3, end - m_at - 3) : QString();
        static constexpr QLatin1StringView minors[] = {"Lulmot"_L1, "Mnce"_L1, "Ndlo"_L1, "Pcdseifo"_L1, "Zslp"_L1, "Smcko"_L1, "Ccfno"_L1};
        for (const QLatin1StringView known : minors) {
            const bool isMajor = name.size() == 1 && name.at(0) == known.at(0);
            if (isMajor || (name.size() == 2 && name.at(0) == known.at(0) && known.sliced(1).contains(name.at(1)))) {
                m_made += m_text.sliced(m_at, end + 1 - m_at);
                m_at = end + 1;
                return true;
            }
        }
        return fail(tr("\"\\%1\" must be followed by a class of characters, as in \\%1{Lu}").arg(here(1)));
    }

    bool characters()
    {
        copy();
        if (here() == u'^')
            copy();
        bool isFirst = true;
        while (!isAtEnd() && here() != u']') {
            if (here() == u'-' && !isFirst && here(1) != u']')
                return fail(tr("\"-\" in brackets stands for itself only first or last"));
            const bool isClass = here() == u'\\' && (here(1) == u'p' || here(1) == u'P');
            if (!character())
                return false;
            if (!isClass && here() == u'-' && here(1) != u']' && !(isFirst && m_text.at(m_at - 1) == u'-')) {
                copy();
                if (isAtEnd() || here() == u'-' || !character())
                    return fail(tr("nothing follows \"-\" in brackets"));
            }
            isFirst = false;
        }
        if (isFirst)
            return fail(isAtEnd() ? tr("\"[\" is never closed") : tr("nothing is in its brackets"));
        if (isAtEnd())
            return fail(tr("\"[\" is never closed"));
        copy();
        return true;
    }

    bool character()
    {
        if (here() == u'\\')
            return escape(false);
        if (here() == u'[')
            return fail(tr("\"[\" in brackets stands for itself only as \"\\[\""));
        const QChar c = here();
        ++m_at;
        literal(c);
        return true;
    }

    const QString m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
    QString m_made;
    QString m_fault;
};

}

tl::expected<PcrePattern, QString> IRegexp::compile(const QString &text, Reach reach)
{
    auto made = Translator(text).run();
    if (!made)
        return tl::make_unexpected(made.error());
    const QString regex = reach == Reach::Whole ? "\\A(?:"_L1 + *made + ")\\z"_L1 : *made;
    auto pattern = PcrePattern::compile(regex, PcrePattern::Kind::Regex, false);
    if (!pattern)
        return tl::make_unexpected(pattern.error().detail);
    return *std::move(pattern);
}

}
