#include "app/json/JsonIndex.h"

#include "app/json/JsonMistake.h"
#include "app/json/index/JsonChildren.h"
#include "app/json/index/JsonIndexBuilder.h"
#include "app/json/index/JsonKeyTable.h"
#include "app/json/index/JsonWalk.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

using View = JsonIndexData::View;

constexpr qint64 largeObject = 64 * 1024; // from which on names are remembered
constexpr qint64 mostKeyMemory = 64 * 1024 * 1024;
constexpr int mostLearnt = 2'000; // large objects: more of them lie in one another, and each costs some KB of reading

// The place to start from to come to an offset.
quint32 placeBefore(const JsonIndexData &data, const View &view, qint64 offset)
{
    const quint32 behind
        = data.places.firstBehind(0, view.places, [offset](const JsonPlace &place) { return qint64(place.at) > offset; });
    return behind == 0 ? 0 : behind - 1;
}

// The table of a large object, if it is made; null where it isn't.
std::shared_ptr<const JsonKeyTable> knownKeys(const JsonIndexData &data, const JsonNode &object)
{
    QMutexLocker lock(&data.keysMutex);
    const auto found = data.keys.find(quint32(object.at));
    return found == data.keys.end() ? nullptr : found->second;
}

std::shared_ptr<const JsonKeyTable> learnKeys(const JsonIndexData &data, const View &view, const JsonNode &object)
{
    if (auto known = knownKeys(data, object))
        return known;
    auto made = std::make_shared<const JsonKeyTable>(data, view, object); // shared: others may use it while it is given up
    QMutexLocker lock(&data.keysMutex);
    if (!data.keys.emplace(quint32(object.at), made).second)
        return made; // another thread was at it, too
    data.keysMemory += made->memory();
    for (auto oldest = data.keys.begin(); data.keysMemory > mostKeyMemory && oldest != data.keys.end();) {
        if (oldest->second == made) {
            ++oldest;
            continue;
        }
        data.keysMemory -= oldest->second->memory();
        oldest = data.keys.erase(oldest);
    }
    return made;
}

std::optional<JsonNode> memberBySearch(const JsonIndexData &data, const View &view, const JsonNode &object, const QString &name)
{
    const QByteArray wanted = name.toUtf8();
    const bool mayBeBroken = name.contains(QChar::ReplacementCharacter); // it may stand for bytes that are no UTF-8
    std::optional<JsonNode> found;
    QByteArray room;
    JsonChildren children(data, view, object);
    while (children.next()) {
        const QByteArrayView own = JsonKeyTable::nameOf(children.key(), &room);
        if (own == wanted || (mayBeBroken && QString::fromUtf8(own) == name))
            found = children.node();
    }
    return found;
}

QString quoted(const QString &name)
{
    QString text;
    for (const QChar c : name) {
        switch (c.unicode()) {
        case u'\b': text += "\\b"_L1; break;
        case u'\t': text += "\\t"_L1; break;
        case u'\n': text += "\\n"_L1; break;
        case u'\f': text += "\\f"_L1; break;
        case u'\r': text += "\\r"_L1; break;
        case u'\'': text += "\\'"_L1; break;
        case u'\\': text += "\\\\"_L1; break;
        default:
            if (c.unicode() < 0x20)
                text += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
            else
                text += c;
        }
    }
    return text;
}

}

JsonIndex::JsonIndex(Form form)
    : m_data(std::make_unique<JsonIndexData>(form))
    , m_builder(std::make_unique<JsonIndexBuilder>(*m_data))
{
}

JsonIndex::~JsonIndex() = default;

std::shared_ptr<JsonIndex> JsonIndex::of(QByteArrayView bytes, Form form)
{
    auto index = std::make_shared<JsonIndex>(form);
    index->extend(bytes, true);
    return index;
}

bool JsonIndex::extend(QByteArrayView all, bool isWhole, qint64 most)
{
    return m_builder->extend(all, isWhole, most);
}

JsonIndex::Form JsonIndex::form() const
{
    return m_data->form;
}

bool JsonIndex::isComplete() const
{
    return m_data->isComplete.load(std::memory_order_acquire);
}

qint64 JsonIndex::indexedTo() const
{
    return m_data->view().size();
}

std::optional<JsonFault> JsonIndex::fault() const
{
    return isComplete() ? m_data->fault : std::nullopt;
}

qint64 JsonIndex::memory() const
{
    qint64 memory = qint64(m_data->places.size()) * qint64(sizeof(JsonPlace))
        + qint64(m_data->entries.size()) * qint64(sizeof(JsonEntry));
    QMutexLocker lock(&m_data->keysMutex);
    for (const auto &[at, table] : m_data->keys)
        memory += table->memory();
    return memory;
}

qint64 JsonIndex::brokenCount() const
{
    return m_data->broken.size();
}

QList<JsonNode> JsonIndex::broken(qint64 first, qint64 count) const
{
    QList<JsonNode> nodes;
    const qint64 end = std::min(first + count, brokenCount());
    for (qint64 i = std::max<qint64>(first, 0); i < end; ++i) {
        const JsonBrokenItem &item = m_data->broken[quint32(i)];
        nodes.append({JsonKind::Broken, item.at, -1, item.index, 0});
    }
    return nodes;
}

std::optional<JsonFault> JsonIndex::faultOf(const JsonNode &broken) const
{
    const QByteArrayView written = value(broken);
    const auto inside = broken.kind == JsonKind::Broken ? JsonText::faultIn(written) : std::nullopt;
    if (!inside)
        return std::nullopt;
    JsonFault fault = jsonFault(bytes(), broken.at + inside->at, JsonMistake::None);
    fault.message = inside->message;
    return fault;
}

QByteArrayView JsonIndex::bytes() const
{
    const qint64 size = m_data->size.load(std::memory_order_acquire);
    return {m_data->begin.load(std::memory_order_acquire), size};
}

std::optional<JsonNode> JsonIndex::root() const
{
    if (form() == Form::Sequence)
        return JsonNode{JsonKind::List, -1, -1, 0, -1};
    const View view = m_data->view();
    if (view.places == 0)
        return std::nullopt;
    const qint64 at = m_data->places[0].at;
    if (at >= view.size())
        return std::nullopt;
    return JsonNode{JsonLookup::kindOf(view.begin[at]), at, -1, 0, 0};
}

qint64 JsonIndex::childCount(const JsonNode &node) const
{
    const View view = m_data->view();
    if (!node.isContainer())
        return 0;
    if (const quint32 entry = JsonLookup::entryAt(*m_data, view, node.at); entry != JsonScan::none) {
        const qint64 closeAt = m_data->entries[entry].closeAt.load(std::memory_order_acquire);
        if (closeAt != 0 && closeAt <= view.size())
            return m_data->entries[entry].count.load(std::memory_order_relaxed);
    }
    JsonChildren children(*m_data, view, node, std::numeric_limits<qint64>::max());
    while (children.next()) { }
    return children.nextIndex();
}

QList<JsonNode> JsonIndex::children(const JsonNode &node, qint64 first, qint64 count) const
{
    QList<JsonNode> found;
    JsonChildren children(*m_data, m_data->view(), node, first);
    while (found.size() < count && children.next()) {
        if (children.node().index >= first)
            found.append(children.node());
    }
    return found;
}

std::optional<JsonNode> JsonIndex::nodeAt(qint64 offset) const
{
    const QList<JsonNode> path = pathTo(offset);
    return path.isEmpty() ? std::nullopt : std::optional(path.constLast());
}

QList<JsonNode> JsonIndex::pathTo(qint64 offset) const
{
    const View view = m_data->view();
    JsonWalk walk(*m_data, view, placeBefore(*m_data, view, offset));
    QList<JsonNode> open = walk.depth() > 0 ? walk.open() : QList<JsonNode>();
    for (;;) {
        const JsonWalk::Event event = walk.next();
        if (event == JsonWalk::Event::End || walk.begin() > offset)
            return open;
        const bool isThere = offset < walk.tokenEnd();
        if (event == JsonWalk::Event::Open) {
            open.append(walk.node());
            if (isThere)
                return open;
        } else if (event == JsonWalk::Event::Close) {
            if (isThere)
                return open;
            open.removeLast();
        } else if (isThere) {
            open.append(walk.node());
            return open;
        }
    }
}

std::optional<JsonNode> JsonIndex::parent(const JsonNode &node) const
{
    if (node.at < 0)
        return std::nullopt;
    const QList<JsonNode> path = pathTo(node.at);
    return path.size() < 2 ? std::nullopt : std::optional(path.at(path.size() - 2));
}

std::optional<JsonNode> JsonIndex::member(const JsonNode &object, const QString &name) const
{
    if (object.kind != JsonKind::Object)
        return std::nullopt;
    const View view = m_data->view();
    const quint32 entry = JsonLookup::entryAt(*m_data, view, object.at);
    const qint64 closeAt
        = entry == JsonScan::none ? 0 : qint64(m_data->entries[entry].closeAt.load(std::memory_order_acquire));
    if (closeAt == 0 || closeAt >= view.size() || closeAt - object.at <= largeObject
        || name.contains(QChar::ReplacementCharacter))
        return memberBySearch(*m_data, view, object, name);
    const auto keys = learnKeys(*m_data, view, object);
    const qint64 keyAt = keys->find({view.begin, view.end}, name.toUtf8());
    return keyAt < 0 ? std::nullopt : nodeAt(keyAt);
}

std::optional<JsonNode> JsonIndex::find(const QStringList &segments) const
{
    std::optional<JsonNode> node = root();
    for (const QString &segment : segments) {
        if (!node)
            return std::nullopt;
        if (node->kind == JsonKind::Object) {
            node = member(*node, segment);
        } else if (node->kind == JsonKind::List) {
            bool isNumber = false;
            const qint64 index = segment.toLongLong(&isNumber);
            if (!isNumber || QString::number(index) != segment || index < 0)
                return std::nullopt;
            const QList<JsonNode> items = children(*node, index, 1);
            node = items.isEmpty() ? std::nullopt : std::optional(items.constFirst());
        } else {
            return std::nullopt;
        }
    }
    return node;
}

std::shared_ptr<const JsonKeyTable> JsonIndex::keysNear(const JsonNode &object) const
{
    if (object.kind != JsonKind::Object)
        return nullptr;
    if (auto known = knownKeys(*m_data, object))
        return known;
    const View view = m_data->view();
    const char *end = JsonLookup::behind(*m_data, view, object);
    if (!end || end - view.begin - object.at > largeObject)
        return nullptr;
    return std::make_shared<const JsonKeyTable>(*m_data, view, object); // shared, as those that are kept
}

void JsonIndex::learnNames(const std::function<bool()> &isAbandoned) const
{
    const View view = m_data->view();
    qint64 memory = 0;
    int learnt = 0;
    for (quint32 i = 0; i < view.entries && memory < mostKeyMemory && learnt < mostLearnt && !isAbandoned(); ++i) {
        const JsonEntry &entry = m_data->entries[i];
        const qint64 closeAt = entry.closeAt.load(std::memory_order_acquire);
        if (entry.depth < 0 || closeAt - entry.at <= largeObject || view.begin[entry.at] != '{')
            continue;
        if (const auto object = nodeAt(entry.at)) {
            memory += learnKeys(*m_data, view, *object)->memory();
            ++learnt;
        }
    }
}

std::optional<bool> JsonIndex::isDuplicate(const JsonNode &node) const
{
    if (node.keyAt < 0)
        return false;
    const std::optional<JsonNode> object = parent(node);
    const auto keys = object ? keysNear(*object) : nullptr;
    return keys ? std::optional(keys->isDuplicate(node.keyAt)) : std::nullopt;
}

QByteArrayView JsonIndex::value(const JsonNode &node) const
{
    if (node.at < 0)
        return bytes();
    const View view = m_data->view();
    if (node.at >= view.size())
        return {};
    const char *end = JsonLookup::behind(*m_data, view, node);
    return {view.begin + node.at, end ? end : view.end};
}

QByteArrayView JsonIndex::key(const JsonNode &node) const
{
    const View view = m_data->view();
    if (node.keyAt < 0 || node.keyAt >= view.size())
        return {};
    return {view.begin + node.keyAt, JsonScan::skipString(view.begin + node.keyAt, view.end)};
}

QString JsonIndex::name(const JsonNode &node) const
{
    const QByteArrayView written = key(node);
    QByteArray room;
    return written.isEmpty() ? QString() : QString::fromUtf8(JsonKeyTable::nameOf(written, &room));
}

QString JsonIndex::pointer(const JsonNode &node) const
{
    QString text;
    for (const JsonNode &step : pathTo(node.at)) {
        if (step.at == node.at && node.at < 0)
            break;
        if (step.keyAt >= 0)
            text += u'/' + name(step).replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
        else if (step.depth > 0 || (form() == Form::Sequence && step.at >= 0))
            text += u'/' + QString::number(step.index);
    }
    return text;
}

QString JsonIndex::normalizedPath(const JsonNode &node) const
{
    QString text = u"$"_s;
    for (const JsonNode &step : pathTo(node.at)) {
        if (step.keyAt >= 0)
            text += "['"_L1 + quoted(name(step)) + "']"_L1;
        else if (step.depth > 0 || (form() == Form::Sequence && step.at >= 0))
            text += u'[' + QString::number(step.index) + u']';
    }
    return text;
}

}
