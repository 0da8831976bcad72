#include "ui/composer/JarModel.h"

#include "app/base/Redactor.h"
#include "ui/credentials/LifeText.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

JarModel::JarModel(std::shared_ptr<CookieJar> jar, UtcTime now, QObject *parent)
    : QAbstractTableModel(parent)
    , m_jar(std::move(jar))
{
    look(now);
}

void JarModel::look(UtcTime now)
{
    beginResetModel();
    m_now = now;
    m_cookies = m_jar->current(now);
    endResetModel();
}

void JarModel::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    if (!m_cookies.isEmpty())
        Q_EMIT dataChanged(index(0, ValueColumn), index(rowCount() - 1, ValueColumn));
}

void JarModel::remove(QList<int> rows)
{
    for (const int row : std::as_const(rows)) {
        if (row >= 0 && row < m_cookies.size())
            m_jar->remove(m_cookies.at(row));
    }
    look(m_now);
}

void JarModel::clear()
{
    m_jar->clear();
    look(m_now);
}

int JarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_cookies.size());
}

int JarModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JarModel::data(const QModelIndex &index, int role) const
{
    const Cookie &cookie = m_cookies.at(index.row());
    if (role == Qt::EditRole && index.column() == ValueColumn)
        return QString::fromUtf8(cookie.value);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return QString::fromUtf8(cookie.name);
    case ValueColumn:
        return m_isRevealed || cookie.value.isEmpty() ? QString::fromUtf8(cookie.value) : Redactor::mask();
    case DomainColumn:
        return cookie.isHostOnly ? cookie.domain : tr("%1 and below").arg(cookie.domain);
    case PathColumn:
        return QString::fromUtf8(cookie.path);
    case ExpiresColumn:
        return cookie.expires ? LifeText::moment(*cookie.expires, m_now) : tr("with the session");
    default: {
        QStringList flags;
        if (cookie.isSecure)
            flags += u"Secure"_s;
        if (cookie.isHttpOnly)
            flags += u"HttpOnly"_s;
        if (!cookie.sameSite.isEmpty())
            flags += u"SameSite=%1"_s.arg(QString::fromUtf8(cookie.sameSite));
        return flags.join(u' ');
    }
    }
}

bool JarModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    const Cookie old = m_cookies.at(index.row());
    Cookie edited = old;
    const QByteArray text = value.toString().toUtf8();
    (index.column() == NameColumn ? edited.name : index.column() == ValueColumn ? edited.value : edited.path) = text;
    if (edited == old)
        return true;
    if (const auto checked = edited.check(); !checked) {
        Q_EMIT refused(checked.error().message);
        return false;
    }
    m_jar->replace(old, edited);
    m_cookies[index.row()] = edited;
    Q_EMIT dataChanged(index, index);
    Q_EMIT refused({});
    return true;
}

Qt::ItemFlags JarModel::flags(const QModelIndex &index) const
{
    const bool isEditable = index.column() == NameColumn || index.column() == ValueColumn || index.column() == PathColumn;
    return QAbstractTableModel::flags(index) | (isEditable ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

QVariant JarModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("Name"), tr("Value"), tr("Goes to"), tr("Path"), tr("Ends"), tr("Flags")};
    return names.value(section);
}

}
