#include "tests/support/RandomJson.h"

namespace tessera {

QByteArray RandomJson::document(qsizetype size, bool mayRepeat)
{
    m_text.clear();
    m_most = size + size / 4;
    m_mayRepeat = mayRepeat;
    m_text += '[';
    while (m_text.size() < size) {
        if (m_text.size() > 1)
            m_text += ',';
        space();
        value(0);
        space();
    }
    return m_text + ']';
}

void RandomJson::value(int depth)
{
    const int choice = below(depth > 30 ? 6 : 10);
    if (choice < 2)
        string();
    else if (choice < 4)
        number();
    else if (choice < 6)
        m_text += below(3) == 0 ? "null" : below(2) == 0 ? "true" : "false";
    else
        container(depth, below(40) == 0 ? below(400) : below(6));
}

void RandomJson::container(int depth, int items)
{
    const bool isObject = below(2) == 0;
    m_text += isObject ? '{' : '[';
    space();
    for (int i = 0; i < items && m_text.size() < m_most; ++i) {
        if (i > 0)
            m_text += ',';
        space();
        if (isObject && m_mayRepeat) {
            m_text += "\"k" + QByteArray::number(below(items)) + '"';
        } else if (isObject) {
            string();
            m_text.chop(1);
            m_text += QByteArray::number(i) + '"';
        }
        if (isObject) {
            space();
            m_text += ':';
            space();
        }
        value(depth + 1);
        space();
    }
    m_text += isObject ? '}' : ']';
}

void RandomJson::string()
{
    static const QByteArray parts[] = {"a", "key", "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\\n", "\\\"", "\\\\", "\\u00e4",
        "\\ud83d\\ude00", "/", "~", "{", "}", "[", "]", ",", ":", " ", "long enough for more than sixteen bytes"};
    m_text += '"';
    for (int i = below(below(50) == 0 ? 300 : 6); i > 0; --i)
        m_text += parts[below(int(std::size(parts)))];
    m_text += '"';
}

void RandomJson::number()
{
    static const QByteArray parts[] = {"0", "-0", "1", "-12", "1.10", "1e5", "1E+400", "18446744073709551616", "0.1e-7", "123456789"};
    m_text += parts[below(int(std::size(parts)))];
}

void RandomJson::space()
{
    static const QByteArray parts[] = {" ", "\n", "\r\n", "\t", "                                   "};
    if (below(3) == 0)
        m_text += parts[below(int(std::size(parts)))];
}

}
