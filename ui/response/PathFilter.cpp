#include "ui/response/PathFilter.h"

#include "app/http/BodyStore.h"
#include "ui/response/Background.h"
#include "ui/response/JsonRows.h"

#include <QtCore/QLocale>

namespace tessera::ui {

using namespace Qt::StringLiterals;

PathFilter::PathFilter(const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

PathFilter::~PathFilter()
{
    m_stop.request_stop();
}

void PathFilter::setIndex(std::shared_ptr<const JsonIndex> index)
{
    if (index == m_index)
        return;
    m_index = std::move(index);
    drop();
    look();
}

void PathFilter::drop()
{
    if (!isActive())
        return;
    m_found = {};
    Q_EMIT changed();
}

void PathFilter::setPath(const QString &text)
{
    const QString path = text.trimmed();
    if (path == m_path)
        return;
    m_path = path;
    look();
}

PathFilter::Found PathFilter::find(const JsonPath &path, const JsonIndex &index, const std::stop_token &stop)
{
    const JsonPath::Found all = path.evaluate(index, stop);
    Found found;
    found.isCut = all.isCut;
    for (const JsonNode &node : all.nodes) {
        const bool isSequence = node.at < 0; // which has no brackets of its own: its documents stand for it
        found.nodes += isSequence ? index.children(node, 0, JsonPath::mostNodes) : QList{node};
    }
    found.nodes.removeIf([](const JsonNode &node) { return node.kind == JsonKind::Broken; }); // a line that is no JSON
    auto store = std::make_shared<BodyStore>();
    bool isGood = store->append("[").has_value();
    for (const JsonNode &node : std::as_const(found.nodes)) {
        const QByteArrayView value = index.value(node);
        if (stop.stop_requested() || !isGood || store->size() + value.size() > mostLaidOut)
            break;
        isGood = (found.laidOut == 0 || store->append(",").has_value()) && store->append(value).has_value();
        ++found.laidOut;
    }
    (void)store->append("]");
    store->finish();
    found.store = store;
    const auto made = JsonIndex::of(store->bytes());
    found.index = std::shared_ptr<const JsonIndex>(made.get(), [store = std::shared_ptr<const BodyStore>(store), made = made](const JsonIndex *) mutable {
        made.reset(); // before the bytes that it reads
        store.reset();
    });
    return found;
}

void PathFilter::look()
{
    m_stop.request_stop();
    m_stop = {};
    const int turn = ++m_turn;
    m_fault.reset();
    m_notes.clear();
    m_isRunning = false;
    if (m_path.isEmpty() || !m_index)
        drop();
    if (m_path.isEmpty()) {
        Q_EMIT told();
        return;
    }
    const auto path = JsonPath::parse(m_path);
    if (!path || !m_index) {
        if (!path)
            m_fault = path.error();
        Q_EMIT told();
        return;
    }
    m_notes = path->notes();
    m_isRunning = true;
    const auto work = [path = *path, text = m_path, index = m_index, stop = m_stop.get_token()] {
        Found found = find(path, *index, stop);
        found.path = text;
        return found;
    };
    runInBackground<Found>(work, {this, [this, turn](const Found &found) {
                                      if (turn == m_turn)
                                          take(found);
                                  }});
    Q_EMIT told();
}

void PathFilter::take(const Found &found)
{
    m_isRunning = false;
    m_found = found;
    Q_EMIT changed();
}

std::shared_ptr<JsonRows> PathFilter::rows() const
{
    auto rows = std::make_shared<JsonRows>(m_found.index, m_clock);
    rows->setPlaces([nodes = m_found.nodes, index = m_index](qint64 number) {
        return number < nodes.size() ? index->normalizedPath(nodes.at(number)) : QString();
    });
    return rows;
}

std::optional<QString> PathFilter::part(const JsonNode &node, NodePart part) const
{
    if (part == NodePart::Value || part == NodePart::Json)
        return nodePart(*m_found.index, node, part);
    if (node.depth == 0)
        return part == NodePart::Path ? std::optional(m_found.path) : std::nullopt;
    // "/3/a" and "$[3]['a']": the first step says which of the results it is.
    const QString inside = *nodePart(*m_found.index, node, part);
    const auto end = part == NodePart::Pointer ? inside.indexOf(u'/', 1) : inside.indexOf(u']') + 1;
    const qint64 number = inside.mid(part == NodePart::Pointer ? 1 : 2).section(part == NodePart::Pointer ? u'/' : u']', 0, 0).toLongLong();
    if (number >= m_found.nodes.size())
        return std::nullopt;
    const auto origin = nodePart(*m_index, m_found.nodes.at(number), part);
    return origin ? std::optional(*origin + (end < 0 ? QString() : inside.mid(end))) : std::nullopt;
}

QString PathFilter::fault() const
{
    if (!m_fault)
        return {};
    const QString fault = m_fault->at >= m_path.size() ? tr("At the end: %1").arg(m_fault->message)
                                                       : tr("At character %1: %2").arg(m_fault->at + 1).arg(m_fault->message);
    return isActive() ? tr("%1 What stands below is found by %2.").arg(fault, m_found.path) : fault;
}

QString PathFilter::summary() const
{
    if (m_isRunning)
        return tr("looking…");
    if (!isActive() || m_fault)
        return {};
    const QLocale locale(QLocale::English);
    const qsizetype count = m_found.nodes.size();
    if (m_found.laidOut < count)
        return tr("%1 of %2 matches").arg(locale.toString(m_found.laidOut), locale.toString(count));
    if (m_found.isCut)
        return tr("the first %1 matches").arg(locale.toString(count));
    return count == 0 ? tr("no match") : count == 1 ? tr("1 match") : tr("%1 matches").arg(locale.toString(count));
}

QString PathFilter::brief() const
{
    if (m_isRunning)
        return u"…"_s;
    if (!isActive() || m_fault)
        return {};
    const QString count = QLocale(QLocale::English).toString(m_found.laidOut);
    return m_found.isCut || m_found.laidOut < m_found.nodes.size() ? count + u'+' : count;
}

}
