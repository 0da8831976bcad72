#include "app/json/JsonText.h"

#include "app/json/JsonMistake.h"

#include <vector>

namespace tessera {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// Goes through the text token by token and tells the writer of each; stops at the first fault.
class Scanner {
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
        if (text.startsWith("\xef\xbb\xbf"))
            m_at = 3;
    }

    // Writer: open(char), close(char), separate(char), scalar(QByteArrayView).
    template <typename Writer> std::optional<JsonFault> run(Writer &writer)
    {
        for (;;) {
            skipSpace();
            if (m_at == m_text.size()) {
                if (m_expect != Expect::Nothing)
                    fail(JsonMistake::EndsEarly);
                break;
            }
            if (!step(writer))
                break;
        }
        return m_fault;
    }

private:
    enum class Expect { Value, ValueOrEnd, NameOrEnd, Name, Colon, CommaOrEnd, Nothing };

    template <typename Writer> bool step(Writer &writer)
    {
        const char c = m_text[m_at];
        switch (m_expect) {
        case Expect::Nothing:
            return fail(JsonMistake::MoreText);
        case Expect::Colon:
            if (c != ':')
                return fail(JsonMistake::ColonMissing);
            ++m_at;
            writer.separate(':');
            m_expect = Expect::Value;
            return true;
        case Expect::CommaOrEnd:
            if (c == ',') {
                ++m_at;
                writer.separate(',');
                m_expect = m_isObject.back() ? Expect::Name : Expect::Value;
                return true;
            }
            if (c != (m_isObject.back() ? '}' : ']'))
                return fail(m_isObject.back() ? JsonMistake::CommaOrBraceMissing : JsonMistake::CommaOrBracketMissing);
            return close(writer, c);
        case Expect::NameOrEnd:
            if (c == '}')
                return close(writer, c);
            [[fallthrough]];
        case Expect::Name:
            if (c != '"')
                return fail(JsonMistake::NameMissing);
            m_expect = Expect::Colon;
            return scalar(writer, &Scanner::skipString);
        case Expect::ValueOrEnd:
            if (c == ']')
                return close(writer, c);
            [[fallthrough]];
        case Expect::Value:
            return value(writer, c);
        }
        return false;
    }

    template <typename Writer> bool value(Writer &writer, char c)
    {
        if (c == '{' || c == '[') {
            ++m_at;
            m_isObject.push_back(c == '{');
            writer.open(c);
            m_expect = c == '{' ? Expect::NameOrEnd : Expect::ValueOrEnd;
            return true;
        }
        m_expect = m_isObject.empty() ? Expect::Nothing : Expect::CommaOrEnd;
        if (c == '"')
            return scalar(writer, &Scanner::skipString);
        if (c == '-' || isDigit(c))
            return scalar(writer, &Scanner::skipNumber);
        return scalar(writer, &Scanner::skipWord);
    }

    template <typename Writer> bool close(Writer &writer, char c)
    {
        ++m_at;
        m_isObject.pop_back();
        writer.close(c);
        m_expect = m_isObject.empty() ? Expect::Nothing : Expect::CommaOrEnd;
        return true;
    }

    template <typename Writer> bool scalar(Writer &writer, bool (Scanner::*skip)())
    {
        const qsizetype from = m_at;
        if (!(this->*skip)())
            return false;
        writer.scalar(m_text.sliced(from, m_at - from));
        return true;
    }

    void skipSpace()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t')
                return;
            ++m_at;
        }
    }

    bool skipString()
    {
        const qsizetype from = m_at++;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '"') {
                ++m_at;
                return true;
            }
            if (uchar(c) < 0x20)
                return fail(c == '\n' || c == '\r' ? JsonMistake::LineInString : JsonMistake::ControlInString);
            if (c == '\\' && !skipEscape())
                return false;
            if (c != '\\')
                ++m_at;
        }
        m_at = from;
        return fail(JsonMistake::StringNeverClosed);
    }

    bool skipEscape()
    {
        const char c = m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0';
        if (c == 'u') {
            for (int i = 2; i < 6; ++i) {
                if (m_at + i >= m_text.size() || !isHexDigit(m_text[m_at + i]))
                    return fail(JsonMistake::BadHexEscape);
            }
            m_at += 6;
            return true;
        }
        if (c == '\0' || !QByteArrayView("\"\\/bfnrt").contains(c))
            return fail(JsonMistake::BadEscape);
        m_at += 2;
        return true;
    }

    bool skipDigits()
    {
        if (m_at == m_text.size() || !isDigit(m_text[m_at]))
            return fail(JsonMistake::DigitMissing);
        while (m_at < m_text.size() && isDigit(m_text[m_at]))
            ++m_at;
        return true;
    }

    bool skipNumber()
    {
        if (m_text[m_at] == '-')
            ++m_at;
        if (m_at < m_text.size() && m_text[m_at] == '0') {
            ++m_at;
            if (m_at < m_text.size() && isDigit(m_text[m_at]))
                return fail(JsonMistake::LeadingZero);
        } else if (!skipDigits()) {
            return false;
        }
        if (m_at < m_text.size() && m_text[m_at] == '.') {
            ++m_at;
            if (!skipDigits())
                return false;
        }
        if (m_at < m_text.size() && (m_text[m_at] == 'e' || m_text[m_at] == 'E')) {
            ++m_at;
            if (m_at < m_text.size() && (m_text[m_at] == '+' || m_text[m_at] == '-'))
                ++m_at;
            return skipDigits();
        }
        return true;
    }

    bool skipWord()
    {
        for (const QByteArrayView word : {QByteArrayView("true"), QByteArrayView("false"), QByteArrayView("null")}) {
            if (m_text.sliced(m_at).startsWith(word)) {
                m_at += word.size();
                return true;
            }
        }
        return fail(JsonMistake::ValueMissing);
    }

    bool fail(JsonMistake mistake)
    {
        m_fault = jsonFault(m_text, m_at, mistake);
        return false;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
    Expect m_expect = Expect::Value;
    std::vector<bool> m_isObject; // what is open, outermost first
    std::optional<JsonFault> m_fault;
};

struct Checker {
    void open(char) { }
    void close(char) { }
    void separate(char) { }
    void scalar(QByteArrayView) { }
};

struct Compactor {
    QByteArray text;
    void open(char c) { text += c; }
    void close(char c) { text += c; }
    void separate(char c) { text += c; }
    void scalar(QByteArrayView written) { text.append(written.data(), written.size()); }
};

struct Indenter {
    static constexpr int deepestIndent = 100;
    QByteArray text;
    int indent = 2;
    int depth = 0;
    bool isEmpty = false; // of what was opened last

    void breakLine()
    {
        text += '\n';
        text.append(qsizetype(indent) * qMin(depth, deepestIndent), ' ');
    }
    void begin()
    {
        if (std::exchange(isEmpty, false))
            breakLine();
    }
    void open(char c)
    {
        begin();
        text += c;
        ++depth;
        isEmpty = true;
    }
    void close(char c)
    {
        --depth;
        if (!std::exchange(isEmpty, false))
            breakLine();
        text += c;
    }
    void separate(char c)
    {
        text += c;
        if (c == ',')
            breakLine();
        else
            text += ' ';
    }
    void scalar(QByteArrayView written)
    {
        begin();
        text.append(written.data(), written.size());
    }
};

}

std::optional<JsonFault> JsonText::faultIn(QByteArrayView json)
{
    Checker checker;
    return Scanner(json).run(checker);
}

tl::expected<QByteArray, JsonFault> JsonText::indented(QByteArrayView json, int indent)
{
    Indenter indenter;
    indenter.indent = indent;
    indenter.text.reserve(json.size() + json.size() / 2);
    if (auto fault = Scanner(json).run(indenter))
        return tl::make_unexpected(*std::move(fault));
    return std::move(indenter.text);
}

tl::expected<QByteArray, JsonFault> JsonText::compact(QByteArrayView json)
{
    Compactor compactor;
    compactor.text.reserve(json.size());
    if (auto fault = Scanner(json).run(compactor))
        return tl::make_unexpected(*std::move(fault));
    return std::move(compactor.text);
}

}
