#include "ui/response/CompareModel.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/ToolTip.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 300; // bytes of a value

QString valueOf(const JsonIndex &index, const JsonNode &node)
{
    const QByteArrayView value = index.value(node);
    const QString text = HiddenCharacters::shown(BodyDocument::decoded(value.first(std::min(value.size(), longestShown)))).simplified();
    return value.size() > longestShown ? text + u'…' : text;
}

Token colorOf(JsonChange::Kind kind, int column)
{
    switch (column) {
    case CompareModel::BeforeColumn:
        return kind == JsonChange::Kind::Reordered || kind == JsonChange::Kind::Respelled ? Token::Text : Token::BadText;
    case CompareModel::AfterColumn:
        return kind == JsonChange::Kind::Reordered || kind == JsonChange::Kind::Respelled ? Token::Text : Token::OkText;
    default:
        return Token::JsonKey;
    }
}

}

CompareModel::CompareModel(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void CompareModel::setComparison(std::shared_ptr<const Comparison> comparison)
{
    beginResetModel();
    m_comparison = std::move(comparison);
    endResetModel();
}

QString CompareModel::text(const JsonChange &change, int column) const
{
    if (column == PlaceColumn)
        return change.pointer.isEmpty() ? tr("(all of it)") : HiddenCharacters::shown(change.pointer);
    if (change.kind == JsonChange::Kind::Reordered)
        return column == AfterColumn ? tr("the same names in another order") : QString();
    const bool isBefore = column == BeforeColumn;
    const auto &node = isBefore ? change.before : change.after;
    if (!node)
        return isBefore ? tr("was not there") : tr("is gone");
    return valueOf(isBefore ? *m_comparison->before.json : *m_comparison->after.json, *node);
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_comparison ? 0 : int(m_comparison->changes.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    const JsonChange &change = m_comparison->changes.at(index.row());
    const bool isAbsent = (index.column() == BeforeColumn && !change.before) || (index.column() == AfterColumn && !change.after);
    switch (role) {
    case Qt::DisplayRole:
        return text(change, index.column());
    case Qt::FontRole:
        return m_theme.font(isAbsent ? TextRole::Small : TextRole::Mono);
    case Qt::ForegroundRole:
        return m_theme.color(isAbsent ? Token::Dim : colorOf(change.kind, index.column()));
    case Qt::ToolTipRole:
        if (change.kind == JsonChange::Kind::Respelled)
            return plainToolTip(tr("The same value, written in another way."));
        return plainToolTip(text(change, index.column()));
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return QStringList{tr("Where"), tr("Earlier"), tr("Later")}.value(section);
}

}
