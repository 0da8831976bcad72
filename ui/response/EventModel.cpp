#include "ui/response/EventModel.h"

#include "app/http/BodyStore.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Quantity.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 atOnce = 1024 * 1024; // bytes: some milliseconds
constexpr qsizetype longestShown = 300;

}

EventModel::EventModel(const Theme &theme, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
    , m_clock(clock)
{
}

void EventModel::setBody(std::shared_ptr<const BodyStore> body, bool isLive)
{
    beginResetModel();
    m_body = std::move(body);
    m_events = {};
    m_times.clear();
    m_isLive = isLive;
    m_begin = m_clock.boot();
    m_shown = 0;
    endResetModel();
    advance();
}

void EventModel::advance()
{
    if (!m_body)
        return;
    const bool isWhole = m_body->isFinished();
    const bool isDone = m_events.extend(m_body->bytes(), isWhole, atOnce);
    const int count = int(m_events.count());
    if (count > m_shown) {
        beginInsertRows({}, m_shown, count - 1);
        if (m_isLive)
            m_times.insert(m_times.size(), count - m_shown, m_clock.boot());
        m_shown = count;
        endInsertRows();
    }
    if (isDone || m_isQueued)
        return;
    m_isQueued = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isQueued = false;
            advance();
        },
        Qt::QueuedConnection);
}

ServerEvent EventModel::event(int row) const
{
    const ServerEvents::Block &block = m_events.block(row);
    return ServerEvents::read(m_body->bytes().sliced(block.at, block.size));
}

QString EventModel::text(int row, int column) const
{
    const ServerEvents::Block &block = m_events.block(row);
    switch (column) {
    case NumberColumn:
        return QString::number(row + 1);
    case TimeColumn:
        return row < m_times.size() ? u'+' + Quantity::time(m_times.at(row) - m_begin) : QString();
    default:
        break;
    }
    const ServerEvent event = ServerEvents::read(m_body->bytes().sliced(block.at, block.size), longestShown);
    switch (column) {
    case TypeColumn:
        return event.isComment() ? tr("comment") : event.type.left(longestShown);
    case IdColumn:
        return event.id.left(longestShown);
    default:
        return (event.isComment() ? event.comment : event.data).left(longestShown).replace(u'\n', u' ');
    }
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_shown;
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::FontRole:
        return m_theme.font(TextRole::Mono);
    case Qt::ForegroundRole:
        return m_theme.color(index.column() == DataColumn || index.column() == TypeColumn ? Token::Text : Token::Dim);
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return QStringList{tr("No."), tr("Came"), tr("Event"), tr("Id"), tr("Data")}.value(section);
}

}
