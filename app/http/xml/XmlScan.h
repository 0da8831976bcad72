#pragma once

#include "app/http/XmlText.h"

namespace tessera {

// Goes through XML token by token and checks that each is well formed by itself, and that tags belong together. Nothing is
// expanded or looked up.
class XmlScan {
public:
    enum class Token : quint8 { Start, Empty, End, Text, CData, Comment, Instruction, Doctype, Done, Fault };

    explicit XmlScan(QByteArrayView xml);
    Token next();

    [[nodiscard]] qsizetype begin() const { return m_begin; } // of the last token
    [[nodiscard]] qsizetype end() const { return m_at; }
    [[nodiscard]] QByteArrayView bytes() const { return m_xml.sliced(m_begin, m_at - m_begin); }
    [[nodiscard]] bool isBlank() const { return m_isBlank; } // of a Text: white space only
    [[nodiscard]] bool keepsSpace() const { return m_keepsSpace; } // of a Start: it says xml:space="preserve"
    [[nodiscard]] qsizetype depth() const { return qsizetype(m_open.size()); } // behind the token
    [[nodiscard]] qsizetype openedAt() const { return m_open.back(); } // the innermost element that is open
    [[nodiscard]] XmlFault fault() const; // with line and column, which takes reading the text before

private:
    Token text();
    Token markup();
    Token startTag();
    Token endTag();
    Token until(QByteArrayView mark, qsizetype from, Token token, const QString &trouble);
    Token doctype();
    bool attribute(std::vector<QByteArrayView> &names);
    bool checkReferences(QByteArrayView text, qsizetype at);
    [[nodiscard]] qsizetype nameEnd(qsizetype from) const;
    [[nodiscard]] QByteArrayView nameAt(qsizetype tag) const; // of the element whose tag begins there
    [[nodiscard]] qsizetype skipSpace(qsizetype from) const;
    [[nodiscard]] bool isAt(qsizetype at, QByteArrayView words) const;
    [[nodiscard]] qsizetype lineOf(qsizetype at) const;
    Token wrong(qsizetype at, const QString &message);

    const QByteArrayView m_xml;
    qsizetype m_at = 0;
    qsizetype m_begin = 0;
    bool m_isBlank = false;
    bool m_keepsSpace = false;
    bool m_hasRoot = false;
    std::vector<qsizetype> m_open; // the tags of the elements that are open, outermost first
    qsizetype m_faultAt = 0;
    QString m_message;
};

}
