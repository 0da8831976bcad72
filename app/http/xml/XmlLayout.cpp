#include "app/http/xml/XmlLayout.h"

#include <algorithm>

namespace tessera {

namespace {

using Token = XmlScan::Token;

constexpr qsizetype deepestIndent = 100;
constexpr int tokensBetweenQuestions = 4096;
// From which on nothing more is indented: a million small elements on level 100 would be hundreds of times as much.
constexpr qsizetype mostGrowth = 8, freeGrowth = 1024 * 1024;

}

std::optional<XmlFault> XmlLayout::look(const std::stop_token &stop)
{
    XmlScan scan(m_xml);
    std::vector<std::size_t> open; // numbers of elements
    for (int tokens = 1;; ++tokens) {
        const Token token = scan.next();
        switch (token) {
        case Token::Start:
            open.push_back(m_isKept.size());
            m_isKept.push_back(scan.keepsSpace());
            break;
        case Token::Empty:
            m_isKept.push_back(false);
            break;
        case Token::End:
            open.pop_back();
            break;
        case Token::Text:
            if (scan.isBlank())
                break;
            [[fallthrough]];
        case Token::CData:
            m_isKept[open.back()] = true;
            break;
        case Token::Fault:
            return scan.fault();
        case Token::Done:
            return std::nullopt;
        default:
            break;
        }
        if (tokens % tokensBetweenQuestions == 0 && stop.stop_requested()) {
            m_isStopped = true;
            return std::nullopt;
        }
    }
}

std::optional<XmlFault> XmlLayout::run(const Write &write, const std::stop_token &stop)
{
    m_write = &write;
    const auto fault = look(stop);
    if (m_isStopped)
        return std::nullopt;
    XmlScan scan(m_xml);
    m_isStopped = !put(m_xml.first(scan.end())); // a mark at the begin
    for (int tokens = 1; !m_isStopped; ++tokens) {
        const Token token = scan.next();
        if (token == Token::Fault || token == Token::Done)
            break;
        m_isStopped = !writeToken(scan, token) || (tokens % tokensBetweenQuestions == 0 && stop.stop_requested());
        m_writtenTo = scan.end();
    }
    return fault;
}

bool XmlLayout::put(QByteArrayView bytes)
{
    m_written += bytes.size();
    return bytes.isEmpty() || (*m_write)(bytes);
}

bool XmlLayout::onNewLine(QByteArrayView bytes, qsizetype depth)
{
    const bool isFirst = m_written == 0 || (m_written == 3 && m_xml.startsWith("\xef\xbb\xbf"));
    const bool isIndented = m_written < mostGrowth * m_writtenTo + freeGrowth;
    QByteArray begin = isFirst ? QByteArray() : QByteArray("\n");
    if (isIndented)
        begin.append(m_indent * std::min(depth, deepestIndent), ' ');
    return put(begin) && put(bytes);
}

bool XmlLayout::writeToken(const XmlScan &scan, Token token)
{
    const bool isElement = token == Token::Start || token == Token::Empty;
    const bool isKept = isElement && m_isKept[m_element++];
    if (m_keptDepth >= 0) {
        if (token == Token::End && scan.depth() == m_keptDepth)
            m_keptDepth = -1;
        return put(scan.bytes());
    }
    const bool isBehindStart = std::exchange(m_isBehindStart, token == Token::Start && !isKept);
    const QByteArrayView space = std::exchange(m_space, {});
    switch (token) {
    case Token::Text:
        m_isBehindStart = isBehindStart;
        m_space = scan.bytes();
        return scan.depth() > 0 || scan.end() < m_xml.size() || !m_space.contains('\n') || put("\n");
    case Token::Start:
        if (isKept)
            m_keptDepth = scan.depth() - 1;
        return onNewLine(scan.bytes(), scan.depth() - 1);
    case Token::End:
        return isBehindStart ? put(space) && put(scan.bytes()) : onNewLine(scan.bytes(), scan.depth());
    default:
        return onNewLine(scan.bytes(), scan.depth());
    }
}

}
