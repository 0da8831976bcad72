#include "ui/response/JsonTreeModel.h"

#include "ui/response/BodyDocument.h"
#include "ui/response/NodeWords.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/ToolTip.h"

#include <algorithm>
#include <vector>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 400; // bytes of a value

// How many children one of the ranges holds in which so many are put.
qint64 spanFor(qint64 count)
{
    qint64 span = 1;
    while (count > span * JsonTreeModel::mostInRange)
        span *= JsonTreeModel::mostInRange;
    return span;
}

Token tokenOf(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Object:
    case JsonKind::List:
        return Token::Dim;
    case JsonKind::String:
        return Token::JsonString;
    case JsonKind::Broken:
        return Token::BadText;
    default:
        return Token::JsonNumber;
    }
}

}

// A node, or a range of the children of the node above it.
struct JsonTreeModel::Entry {
    Entry *parent = nullptr;
    int row = 0;
    bool isRange = false; // also the top, whose children are the outermost nodes
    JsonNode node; // of a range: whose children they are
    qint64 first = 0, count = 0; // of a range
    bool isFetched = false;
    std::vector<std::unique_ptr<Entry>> children;
};

JsonTreeModel::JsonTreeModel(const Theme &theme, const Clock &clock, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_top(std::make_unique<Entry>())
{
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setIndex(std::shared_ptr<const JsonIndex> index)
{
    beginResetModel();
    m_index = std::move(index);
    m_isWhole = true;
    begin();
    endResetModel();
}

void JsonTreeModel::setNodes(const QList<JsonNode> &nodes)
{
    beginResetModel();
    m_isWhole = false;
    m_nodes = nodes;
    begin();
    endResetModel();
}

void JsonTreeModel::refresh()
{
    // What is open stays open as long as nothing is added to it: the root alone is worth less than the place in it.
    if (m_isWhole && m_index && (m_nodes.isEmpty() || m_index->isComplete()))
        setIndex(m_index);
}

void JsonTreeModel::begin()
{
    if (m_isWhole) {
        m_nodes.clear();
        if (const auto root = m_index ? m_index->root() : std::nullopt)
            m_nodes.append(*root);
    }
    m_top = std::make_unique<Entry>();
    m_top->isRange = true;
    m_top->count = m_nodes.size();
    if (m_top->count > 0)
        fetchMore({});
}

JsonTreeModel::Entry *JsonTreeModel::entryOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Entry *>(index.internalPointer()) : m_top.get();
}

QModelIndex JsonTreeModel::indexOf(const Entry *entry) const
{
    return entry == m_top.get() ? QModelIndex() : createIndex(entry->row, 0, entry);
}

qint64 JsonTreeModel::sizeOf(const Entry &entry) const
{
    if (entry.isRange)
        return entry.count;
    return entry.node.isContainer() ? m_index->childCount(entry.node) : 0;
}

QList<JsonNode> JsonTreeModel::nodesOf(const Entry &entry, qint64 first, qint64 count) const
{
    const Entry *owner = &entry;
    while (owner->isRange && owner->parent)
        owner = owner->parent;
    return owner == m_top.get() ? m_nodes.mid(first, count) : m_index->children(owner->node, first, count);
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Entry *entry = entryOf(parent);
    return !entry->isFetched && sizeOf(*entry) > 0;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    Entry *entry = entryOf(parent);
    const qint64 count = sizeOf(*entry);
    if (entry->isFetched || count == 0)
        return;
    entry->isFetched = true;
    const qint64 span = spanFor(count);
    const QList<JsonNode> nodes = span == 1 ? nodesOf(*entry, entry->first, count) : QList<JsonNode>();
    const int rows = int(span == 1 ? nodes.size() : (count + span - 1) / span);
    if (rows == 0)
        return;
    const bool isTold = entry != m_top.get(); // the top is fetched while the model is reset
    if (isTold)
        beginInsertRows(parent, 0, rows - 1);
    for (int row = 0; row < rows; ++row) {
        auto child = std::make_unique<Entry>();
        child->parent = entry;
        child->row = row;
        child->isRange = span > 1;
        if (child->isRange) {
            child->node = entry->node;
            child->first = entry->first + row * span;
            child->count = std::min(span, count - row * span);
        } else {
            child->node = nodes.at(row);
        }
        entry->children.push_back(std::move(child));
    }
    if (isTold)
        endInsertRows();
}

QModelIndex JsonTreeModel::indexOf(qint64 offset)
{
    if (!m_index || !m_isWhole || m_top->children.empty())
        return {};
    Entry *entry = m_top->children.front().get();
    const QList<JsonNode> path = m_index->pathTo(offset);
    for (const JsonNode &step : path.mid(1)) {
        const qint64 wanted = step.index;
        do { // through the ranges, down to the node itself
            if (!entry->isFetched)
                fetchMore(indexOf(entry));
            if (entry->children.empty())
                return indexOf(entry);
            const qint64 first = entry->isRange ? entry->first : 0;
            const qint64 span = entry->children.front()->isRange ? entry->children.front()->count : 1;
            const auto at = std::size_t((wanted - first) / std::max<qint64>(1, span));
            if (wanted < first || at >= entry->children.size())
                return indexOf(entry);
            entry = entry->children[at].get();
        } while (entry->isRange);
    }
    return indexOf(entry);
}

std::optional<JsonNode> JsonTreeModel::node(const QModelIndex &index) const
{
    if (!index.isValid() || entryOf(index)->isRange)
        return std::nullopt;
    return entryOf(index)->node;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Entry *entry = entryOf(parent);
    if (row < 0 || std::size_t(row) >= entry->children.size() || column < 0 || column >= ColumnCount)
        return {};
    return createIndex(row, column, entry->children[std::size_t(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(entryOf(child)->parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(entryOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Entry *entry = entryOf(parent);
    if (parent.column() > 0)
        return false;
    return entry->isFetched ? !entry->children.empty() : sizeOf(*entry) > 0;
}

QString JsonTreeModel::nameOf(const Entry &entry) const
{
    if (entry.isRange)
        return u"[%1 … %2]"_s.arg(entry.first).arg(entry.first + entry.count - 1);
    if (!m_isWhole) {
        const Entry *outer = entry.parent;
        while (outer->isRange && outer->parent)
            outer = outer->parent;
        if (outer == m_top.get())
            return m_index->normalizedPath(entry.node);
    }
    if (entry.node.keyAt >= 0)
        return HiddenCharacters::shown(m_index->name(entry.node).left(longestShown));
    return entry.parent == m_top.get() ? u"$"_s : u"[%1]"_s.arg(entry.node.index);
}

QString JsonTreeModel::valueOf(const Entry &entry) const
{
    if (entry.isRange)
        return tr("%1 items").arg(entry.count);
    if (entry.node.isContainer()) {
        const qint64 count = m_index->childCount(entry.node);
        if (entry.node.kind == JsonKind::Object)
            return count == 1 ? tr("{ 1 member }") : tr("{ %1 members }").arg(count);
        return count == 1 ? tr("[ 1 item ]") : tr("[ %1 items ]").arg(count);
    }
    return writtenOf(entry.node);
}

QString JsonTreeModel::writtenOf(const JsonNode &node) const
{
    const auto first = [](QByteArrayView bytes) { return HiddenCharacters::shown(BodyDocument::decoded(bytes.first(std::min(bytes.size(), longestShown)))); };
    if (node.kind != JsonKind::String && node.kind != JsonKind::Number)
        return first(m_index->value(node));
    const QByteArrayView value = NodeWords::shortValue(*m_index, node, longestShown);
    return value.isEmpty() ? first(m_index->bytes().sliced(node.at)) + u'…' : first(value);
}

QString JsonTreeModel::remarkOf(const Entry &entry) const
{
    return entry.isRange || !m_index ? QString() : NodeWords(*m_index, m_clock).remark(entry.node);
}

QString JsonTreeModel::hintOf(const Entry &entry) const
{
    return entry.isRange || !m_index ? QString() : NodeWords(*m_index, m_clock).explained(entry.node);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    const Entry &entry = *entryOf(index);
    const bool isName = index.column() == NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? nameOf(entry) : valueOf(entry);
    case RemarkRole:
        return isName ? QString() : remarkOf(entry);
    case Qt::FontRole:
        return m_theme.font(TextRole::Mono);
    case Qt::ToolTipRole:
        return plainToolTip(hintOf(entry));
    case Qt::AccessibleDescriptionRole:
        return QStringList{remarkOf(entry), hintOf(entry)}.join(u'\n').trimmed();
    case Qt::ForegroundRole:
        if (isName && !entry.isRange && entry.node.keyAt >= 0)
            return m_theme.color(m_index->isDuplicate(entry.node).value_or(false) ? Token::WarnText : Token::JsonKey);
        return m_theme.color(isName || entry.isRange ? Token::Dim : tokenOf(entry.node.kind));
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

}
