#include "app/json/index/JsonSequenceGuard.h"

#include <algorithm>
#include <cstring>

namespace tessera {

using namespace JsonScan;

namespace {

constexpr qint64 longestTrial = 1024 * 1024;
// For documents that go over several lines, which no standard knows and servers send: so much of each, as long as it is in
// proportion to the body.
constexpr qint64 lookAhead = 64 * 1024;
constexpr qint64 longestToken = 8; // of those that are no string and can be cut in the middle

}

bool JsonSequenceGuard::isGlued(const char *next)
{
    const char last = next[-1];
    return !isSpace(last) && last != '"' && last != '}' && last != ']' && *next != '\x1e';
}

// Where the line of a document ends, or its record; null where that has not come.
const char *JsonSequenceGuard::recordEnd(QByteArrayView all, const char *child, bool isWhole)
{
    if (all.begin() + m_recordEnd > child)
        return all.begin() + m_recordEnd;
    const char *const from = std::max(child, all.begin() + m_searchedTo);
    const auto *found = static_cast<const char *>(std::memchr(from, m_hasRecords ? '\x1e' : '\n', std::size_t(all.end() - from)));
    m_searchedTo = all.size();
    if (!found && !isWhole)
        return nullptr;
    m_recordEnd = m_searchedTo = (found ? found : all.end()) - all.begin();
    return all.begin() + m_recordEnd;
}

// More text behind the document is no mistake of it.
JsonIndexBuilder::Mistake JsonSequenceGuard::mistakeIn(const char *from, const char *to)
{
    const auto mistake = m_reader.tryOut(from, to);
    return mistake.what == JsonMistake::MoreText && !isGlued(mistake.at) ? JsonIndexBuilder::Mistake{} : mistake;
}

JsonSequenceGuard::Check JsonSequenceGuard::check(QByteArrayView all, const char *child, bool isWhole, const char **brokenEnd)
{
    const char *const end = all.end();
    const char *const line = recordEnd(all, child, isWhole);
    if ((line ? line : end) - child > longestTrial)
        return Check::Good;
    if (!line)
        return Check::Unknown;
    const auto mistake = mistakeIn(child, line);
    if (mistake.what == JsonMistake::None)
        return Check::Good;
    *brokenEnd = line;
    while (*brokenEnd > child && isSpace((*brokenEnd)[-1]))
        --*brokenEnd;
    const bool mayGoOn = mistake.what == JsonMistake::EndsEarly && !m_hasRecords && line != end;
    if (!mayGoOn || m_lookedAhead > child - all.begin() + lookAhead)
        return Check::Broken;
    const char *const farthest = end - child <= lookAhead ? end : child + lookAhead;
    const auto later = mistakeIn(child, farthest);
    if (later.what == JsonMistake::None) {
        m_lookedAhead += line - child;
        return Check::Good;
    }
    const bool isCutOff
        = later.what == JsonMistake::EndsEarly || later.what == JsonMistake::StringNeverClosed || end - later.at < longestToken;
    if (isCutOff && farthest == end && !isWhole)
        return Check::Unknown;
    m_lookedAhead += later.at - child;
    return Check::Broken;
}

}
