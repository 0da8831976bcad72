#pragma once

#include "app/http/xml/XmlScan.h"

#include <functional>

namespace tessera {

// Lays XML out: once through to see which elements hold text, once to write.
class XmlLayout {
public:
    explicit XmlLayout(QByteArrayView xml, int indent = 2)
        : m_xml(xml)
        , m_indent(indent)
    {
    }

    // The fault is where writing stops: all before it is laid out, and the rest left to the caller.
    using Write = std::function<bool(QByteArrayView)>; // false: no more
    [[nodiscard]] std::optional<XmlFault> run(const Write &write, const std::stop_token &stop = {});
    [[nodiscard]] qsizetype writtenTo() const { return m_writtenTo; } // in the XML
    [[nodiscard]] bool isStopped() const { return m_isStopped; } // by the token, or by what writes

private:
    [[nodiscard]] std::optional<XmlFault> look(const std::stop_token &stop);
    bool writeToken(const XmlScan &scan, XmlScan::Token token);
    bool onNewLine(QByteArrayView bytes, qsizetype depth);
    bool put(QByteArrayView bytes);

    const QByteArrayView m_xml;
    const int m_indent;
    const Write *m_write = nullptr;
    std::vector<bool> m_isKept; // elements that hold text or say so, in the order in which they begin
    std::size_t m_element = 0; // the next one
    qsizetype m_keptDepth = -1; // of the element that is written as it stands; -1: none
    bool m_isBehindStart = false; // nothing but `m_space` stands behind a start tag
    QByteArrayView m_space;
    qsizetype m_written = 0, m_writtenTo = 0;
    bool m_isStopped = false;
};

}
