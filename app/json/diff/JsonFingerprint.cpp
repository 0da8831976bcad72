#include "app/json/diff/JsonFingerprint.h"

#include "app/json/index/JsonKeyTable.h"
#include "app/json/index/JsonScan.h"

#include <QtCore/QHashFunctions>

#include <algorithm>
#include <array>
#include <vector>

namespace tessera {

using namespace JsonScan;

namespace {

// The first of them that is there counts.
constexpr std::array<QByteArrayView, 8> identityNames{"id", "_id", "uuid", "guid", "@id", "key", "code", "name"};

quint64 mixed(quint64 x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

quint64 hashOf(QByteArrayView bytes, quint64 kind)
{
    return mixed(quint64(qHashBits(bytes.data(), std::size_t(bytes.size()), QHashSeed::globalSeed())) + kind);
}

quint64 hashOfScalar(QByteArrayView written)
{
    const bool isString = written.size() >= 2 && written.front() == '"';
    QByteArray room;
    return isString ? hashOf(JsonKeyTable::nameOf(written, &room), 1) : hashOf(written, 2);
}

struct Level {
    bool isObject = false;
    quint64 sum = 0;
    quint64 name = 0; // of the member that comes next
    bool hasName = false;

    void add(quint64 value)
    {
        sum = isObject ? sum + mixed(name + 3 * value) : mixed(sum * 31 + value);
        hasName = false;
    }
    [[nodiscard]] quint64 value() const { return mixed(sum + (isObject ? 5 : 7)); }
};

}

quint64 JsonFingerprint::of(QByteArrayView written)
{
    const char *p = written.begin();
    const char *const end = written.end();
    std::vector<Level> open(1);
    while ((p = skipSpace(p, end)) != end) {
        Level &level = open.back();
        switch (*p) {
        case '{':
        case '[':
            open.push_back({*p == '{'});
            ++p;
            break;
        case '}':
        case ']':
            if (open.size() > 1) {
                const quint64 value = level.value();
                open.pop_back();
                open.back().add(value);
            }
            ++p;
            break;
        case ',':
        case ':':
        case '\x1e':
            ++p;
            break;
        default: {
            const char *const after = std::max(skipScalar(p, end), p + 1);
            const quint64 value = hashOfScalar({p, after});
            if (level.isObject && !level.hasName) {
                level.name = value;
                level.hasName = true;
            } else {
                level.add(value);
            }
            p = after;
        }
        }
    }
    while (open.size() > 1) {
        const quint64 value = open.back().value();
        open.pop_back();
        open.back().add(value);
    }
    return open.front().sum;
}

std::optional<quint64> JsonFingerprint::identity(QByteArrayView object)
{
    if (object.isEmpty() || object.front() != '{')
        return std::nullopt;
    const char *const end = object.end();
    std::size_t best = identityNames.size();
    QByteArrayView found;
    QByteArray room;
    for (const char *p = skipSpace(object.begin() + 1, end); p != end && *p == '"';) {
        const char *const keyEnd = skipString(p, end);
        const char *value = skipSpace(keyEnd, end);
        value = value == end ? end : skipSpace(value + 1, end);
        if (value == end)
            break;
        const char *const after = skipValue(value, end);
        if (!after)
            break;
        if (*value != '{' && *value != '[' && *value != 'n') { // null says nothing
            const auto name = std::find(identityNames.begin(), identityNames.end(), JsonKeyTable::nameOf({p, keyEnd}, &room));
            if (const auto rank = std::size_t(name - identityNames.begin()); rank < best) {
                best = rank;
                found = {value, after};
            }
        }
        p = skipSpace(after, end);
        if (p != end && *p == ',')
            p = skipSpace(p + 1, end);
    }
    return best == identityNames.size() ? std::nullopt : std::optional(hashOfScalar(found) + best);
}

}
