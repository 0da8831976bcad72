#include "app/json/index/JsonIndexBuilder.h"

#include "app/json/index/JsonLookup.h"
#include "app/json/index/JsonSequenceGuard.h"

#include <algorithm>
#include <limits>

namespace tessera {

using namespace JsonScan;

namespace {

constexpr qint64 placeDistance = 4096;
constexpr qint64 largestBody = 0xffffff00; // so that every number fits 32 bits
constexpr std::size_t deepest = 4'000'000;

}

JsonIndexBuilder::JsonIndexBuilder(JsonIndexData &data)
    : m_data(data)
{
    if (data.form == JsonIndex::Form::Document)
        return;
    data.entries.append(0U, none, 0U, -1, 0U, 0U, 0U, 0U, 0U, 0U, 0U);
    m_levels.push_back({0, 0, 0, 0, 0, false});
    m_entered = 1;
    m_guard = std::make_unique<JsonSequenceGuard>();
}

JsonIndexBuilder::~JsonIndexBuilder() = default;

JsonIndexBuilder::Mistake JsonIndexBuilder::tryOut(const char *from, const char *to)
{
    m_begin = from;
    m_end = to;
    m_isWhole = true;
    m_at = 0;
    m_expect = Expect::Child;
    m_levels.clear();
    m_nextPlace = std::numeric_limits<qint64>::max();
    const bool isFault = run(to) == Stop::Fault;
    return isFault ? Mistake{m_mistake, m_mistakeAt} : Mistake{};
}

bool JsonIndexBuilder::extend(QByteArrayView all, bool isWhole, qint64 most)
{
    if (m_data.isComplete.load(std::memory_order_relaxed))
        return true;
    m_data.begin.store(all.data(), std::memory_order_release);
    m_data.size.store(all.size(), std::memory_order_release);
    const bool isTooLarge = all.size() > largestBody;
    m_begin = all.data();
    m_end = m_begin + std::min<qint64>(all.size(), largestBody);
    m_isWhole = isWhole && !isTooLarge;
    if (!m_hasBegun) {
        if (all.size() < 3 && !isWhole)
            return true;
        m_hasBegun = true;
        if (all.startsWith("\xef\xbb\xbf"))
            m_at = 3;
    }
    const qint64 left = m_end - m_begin - m_at;
    const Stop stop = run(most < left ? m_begin + m_at + most : m_end);
    if (stop == Stop::Limit)
        return false;
    if (stop == Stop::Starved && isTooLarge) {
        m_mistake = JsonMistake::TooLarge;
        m_mistakeAt = m_begin + m_at;
        finish(Stop::Fault);
    } else if (stop != Stop::Starved) {
        finish(stop);
    }
    return true;
}

void JsonIndexBuilder::finish(Stop stop)
{
    if (stop == Stop::Fault)
        m_data.fault = jsonFault(QByteArrayView(m_begin, m_end), m_mistakeAt - m_begin, m_mistake);
    if (!m_levels.empty() && m_data.form == JsonIndex::Form::Sequence)
        close(m_levels.front(), m_end, m_levels.size() == 1 ? m_index : m_levels[1].index + 1, m_row, m_line);
    m_data.goodEnd = stop == Stop::Fault ? m_at : m_end - m_begin;
    m_data.rows = m_row;
    m_data.lines = m_line;
    m_data.isComplete.store(true, std::memory_order_release);
    m_levels = {};
}

bool JsonIndexBuilder::isSequenceTop() const
{
    return m_data.form == JsonIndex::Form::Sequence && m_levels.size() == 1;
}

// Every number that is written on the way is kept in a variable of this function: members would be stored for each token.
JsonIndexBuilder::Stop JsonIndexBuilder::run(const char *limit)
{
    const char *p = m_begin + m_at;
    const char *const end = m_end;
    Expect expect = m_expect;
    quint32 row = m_row, line = m_line, index = m_index;
    bool isObject = !m_levels.empty() && m_levels.back().isObject;
    m_mistake = JsonMistake::None;
    m_mistakeAt = nullptr;

    // `at` is where to go on, and all before it is good.
    const auto stopAt = [&](const char *at, Stop stop) {
        m_at = at - m_begin;
        m_expect = expect;
        m_row = row;
        m_line = line;
        m_index = index;
        return stop;
    };
    const auto wrong = [&](const char *at, const char *where, JsonMistake mistake) {
        (void)mistaken(where, mistake);
        return stopAt(at, Stop::Fault);
    };
    // The text ends in the middle.
    const auto starved = [&](const char *at) {
        return m_isWhole ? wrong(at, end, JsonMistake::EndsEarly) : stopAt(at, Stop::Starved);
    };
    // A token could not be read: it is wrong, or it may go on.
    const auto unread = [&](const char *at) { return stopAt(at, m_mistakeAt ? Stop::Fault : Stop::Starved); };

    for (;;) {
        if (expect == Expect::Child) {
            p = skipSpace(p, end);
            if (isSequenceTop()) {
                while (p != end && *p == '\x1e') {
                    m_guard->noteRecord();
                    p = skipSpace(p + 1, end);
                }
                if (p == end && m_isWhole)
                    return stopAt(p, Stop::End);
            }
            if (p == end)
                return starved(p);
            if (p >= limit)
                return stopAt(p, Stop::Limit);
            const char *const child = p;
            if (isSequenceTop() && m_checked != child - m_begin) {
                const auto check = m_guard->check({m_begin, m_end}, child, m_isWhole, &p);
                if (check == JsonSequenceGuard::Check::Unknown)
                    return stopAt(child, Stop::Starved);
                if (check == JsonSequenceGuard::Check::Broken) {
                    m_data.broken.append(quint32(child - m_begin), quint32(p - m_begin), index);
                    if (child - m_begin >= m_nextPlace)
                        addPlace(child, row, line, index);
                    row += rowsFor(p - child);
                    ++line;
                    ++index;
                    continue;
                }
                m_checked = child - m_begin;
                p = child;
            }
            if (child - m_begin >= m_nextPlace) {
                if (m_levels.size() > deepest || m_data.entries.size() > (m_end - m_begin) / 20 + 1'000'000)
                    return wrong(child, child, JsonMistake::TooDeep);
                addPlace(child, row, line, index);
            }
            qint64 keySize = 0;
            if (isObject) {
                if (*p != '"')
                    return wrong(child, p, JsonMistake::NameMissing);
                p = scanString(p);
                if (!p)
                    return unread(child);
                keySize = p - child;
                if (p == end || *p != ':') {
                    p = skipSpace(p, end);
                    if (p == end)
                        return starved(child);
                    if (*p != ':')
                        return wrong(child, p, JsonMistake::ColonMissing);
                }
                ++p;
                if (p == end || uchar(*p) <= ' ')
                    p = skipSpace(p, end);
                if (p == end)
                    return starved(child);
            }
            const char *const value = p;
            const char *after = nullptr;
            switch (*value) {
            case '"':
                after = scanString(value);
                break;
            case '{':
            case '[': {
                const char *inside = skipSpace(value + 1, end);
                if (inside == end)
                    return starved(child);
                if (*inside == *value + 2) { // as ASCII has them
                    after = inside + 1;
                    row += rowsFor(keySize + 2) - 1;
                    break;
                }
                m_levels.push_back({quint32(value - m_begin), index, row, line, none, *value == '{'});
                row += rowsFor(keySize + 1);
                ++line;
                index = 0;
                isObject = *value == '{';
                p = inside;
                continue;
            }
            case '-':
            case '0':
            case '1':
            case '2':
            case '3':
            case '4':
            case '5':
            case '6':
            case '7':
            case '8':
            case '9':
                after = scanNumber(value);
                break;
            default:
                after = scanWord(value);
                break;
            }
            if (!after)
                return unread(child);
            if (*value != '{' && *value != '[')
                row += rowsFor(keySize + (after - value)) - 1;
            ++row;
            ++line;
            ++index;
            p = after;
            expect = Expect::Separator;
        }

        if (p == end || uchar(*p) <= ' ')
            p = skipSpace(p, end);
        if (m_levels.empty()) {
            if (p == end)
                return stopAt(p, m_isWhole ? Stop::End : Stop::Starved);
            return wrong(p, p, JsonMistake::MoreText);
        }
        if (isSequenceTop()) {
            if (p != end && JsonSequenceGuard::isGlued(p))
                return wrong(p, p, JsonMistake::MoreText);
            expect = Expect::Child;
            continue;
        }
        if (p == end)
            return starved(p);
        if (*p == ',') {
            ++p;
            expect = Expect::Child;
            continue;
        }
        if (*p != (isObject ? '}' : ']'))
            return wrong(p, p, isObject ? JsonMistake::CommaOrBraceMissing : JsonMistake::CommaOrBracketMissing);
        const Level level = m_levels.back();
        m_levels.pop_back();
        if (level.entry != none) {
            close(level, p, index, row, line);
            m_entered = m_levels.size();
        }
        ++row;
        ++line;
        ++p;
        index = level.index + 1;
        isObject = !m_levels.empty() && m_levels.back().isObject;
    }
}

void JsonIndexBuilder::addPlace(const char *p, quint32 row, quint32 line, quint32 index)
{
    for (; m_entered < m_levels.size(); ++m_entered) {
        Level &level = m_levels[m_entered];
        const quint32 parent = m_entered == 0 ? none : m_levels[m_entered - 1].entry;
        const qint32 depth = parent == none ? 0 : m_data.entries[parent].depth + 1;
        level.entry = m_data.entries.size();
        m_data.entries.append(
            level.at, parent, level.index, depth, JsonLookup::jumpFrom(m_data, parent, level.entry), level.row, level.line, 0U, 0U, 0U, 0U);
    }
    const qint64 at = p - m_begin;
    m_nextPlace = at + placeDistance;
    m_data.places.append(quint32(at), row, line, m_levels.empty() ? none : m_levels.back().entry, index);
}

void JsonIndexBuilder::close(const Level &level, const char *p, quint32 count, quint32 row, quint32 line)
{
    JsonEntry &entry = m_data.entries[level.entry];
    entry.count.store(count, std::memory_order_relaxed);
    entry.closeRow.store(row, std::memory_order_relaxed);
    entry.closeLine.store(line, std::memory_order_relaxed);
    entry.closeAt.store(quint32(p - m_begin), std::memory_order_release);
}

const char *JsonIndexBuilder::mistaken(const char *p, JsonMistake mistake)
{
    m_mistake = mistake;
    m_mistakeAt = p;
    return nullptr;
}

// Behind the closing quote; null where there is none, or a mistake.
const char *JsonIndexBuilder::scanString(const char *p)
{
    const char *const begin = p;
    if (m_longString == begin - m_begin)
        p = m_begin + m_longStringTo;
    else
        ++p;
    for (;;) {
        p = skipPlain(p, m_end);
        if (p == m_end)
            break;
        if (*p == '"')
            return p + 1;
        if (*p != '\\')
            return mistaken(p, *p == '\n' || *p == '\r' ? JsonMistake::LineInString : JsonMistake::ControlInString);
        const char *after = skipEscape(p);
        if (!after && m_mistakeAt)
            return nullptr;
        if (!after)
            break;
        p = after;
    }
    if (m_isWhole)
        return mistaken(begin, JsonMistake::StringNeverClosed);
    m_longString = begin - m_begin;
    m_longStringTo = p - m_begin;
    return nullptr;
}

const char *JsonIndexBuilder::skipEscape(const char *p)
{
    if (m_end - p < 6 && !m_isWhole)
        return nullptr;
    const char c = p + 1 != m_end ? p[1] : '\0';
    if (c == 'u') {
        for (int i = 2; i < 6; ++i) {
            if (m_end - p <= i || !isHexDigit(p[i]))
                return mistaken(p, JsonMistake::BadHexEscape);
        }
        return p + 6;
    }
    if (c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't')
        return p + 2;
    return mistaken(p, JsonMistake::BadEscape);
}

const char *JsonIndexBuilder::scanNumber(const char *p)
{
    const auto digits = [this](const char *from) -> const char * {
        const char *to = skipDigits(from, m_end);
        if (to != from)
            return to;
        return from == m_end && !m_isWhole ? nullptr : mistaken(from, JsonMistake::DigitMissing);
    };
    if (*p == '-')
        ++p;
    if (p != m_end && *p == '0') {
        ++p;
        if (p != m_end && isDigit(*p))
            return mistaken(p, JsonMistake::LeadingZero);
    } else {
        p = digits(p);
    }
    if (p && p != m_end && *p == '.')
        p = digits(p + 1);
    if (p && p != m_end && (*p == 'e' || *p == 'E')) {
        ++p;
        if (p != m_end && (*p == '+' || *p == '-'))
            ++p;
        p = digits(p);
    }
    return p == m_end && !m_isWhole ? nullptr : p; // at the end more of it may follow
}

const char *JsonIndexBuilder::scanWord(const char *p)
{
    if (m_end - p < 5 && !m_isWhole)
        return nullptr;
    const auto is = [&](const char *word, qint64 size) { return m_end - p >= size && std::memcmp(p, word, std::size_t(size)) == 0; };
    if (is("true", 4) || is("null", 4))
        return p + 4;
    if (is("false", 5))
        return p + 5;
    return mistaken(p, JsonMistake::ValueMissing);
}

}
