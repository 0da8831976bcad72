#include "ui/response/HeaderModel.h"

#include "app/base/Redactor.h"
#include "app/http/VisibleText.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ToolTip.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 2000, longestCopied = 1024 * 1024;

}

HeaderModel::HeaderModel(const Theme &theme, const Redactor &redactor, QObject *parent)
    : SecretRows(parent)
    , m_theme(theme)
    , m_redactor(redactor)
{
    connect(&theme, &Theme::changed, this, [this] {
        if (!m_fields.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void HeaderModel::setHeaders(const HttpHeaders &headers, const HttpHeaders &trailers)
{
    beginResetModel();
    m_fields.clear();
    m_fields.append(QList<HttpHeader>(headers.begin(), headers.end()));
    m_trailersFrom = m_fields.size();
    m_fields.append(QList<HttpHeader>(trailers.begin(), trailers.end()));
    endResetModel();
}

void HeaderModel::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    if (!m_fields.isEmpty())
        Q_EMIT dataChanged(index(0, ValueColumn), index(rowCount() - 1, ValueColumn));
}

QString HeaderModel::text(int row, int column, qsizetype limit) const
{
    const HttpHeader &field = m_fields.at(row);
    const QString name = VisibleText::of(field.name, limit);
    if (column == NameColumn)
        return name;
    const QString value = VisibleText::of(field.value, limit);
    return m_isRevealed ? value : m_redactor.headerValue(name, value);
}

QString HeaderModel::explained(int row) const
{
    QString text = m_guide.sentence(m_fields.at(row).name);
    if (text.isEmpty())
        text = tr("Not a registered header name in use today: what it means is for its server to say.");
    if (row >= m_trailersFrom)
        text += u'\n' + tr("A trailer: it came after the body.");
    return text;
}

QString HeaderModel::line(int row) const
{
    return text(row, NameColumn, longestCopied) + u": "_s + text(row, ValueColumn, longestCopied);
}

int HeaderModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size());
}

int HeaderModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HeaderModel::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column(), longestShown);
    case Qt::ForegroundRole:
        return m_theme.color(index.column() == NameColumn ? Token::Dim : Token::Text);
    case Qt::ToolTipRole:
        return plainToolTip(explained(index.row()));
    default:
        return {};
    }
}

QVariant HeaderModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : tr("Value");
}

}
