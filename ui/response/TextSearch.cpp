#include "ui/response/TextSearch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringMatcher>

#include <algorithm>

namespace tessera::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TextSearch", text);
}

}

void TextSearch::find(const QString &wanted, const QString &text, qsizetype from)
{
    m_hits.clear();
    m_current = -1;
    m_isCut = false;
    m_length = wanted.size();
    m_isWanted = !wanted.isEmpty();
    if (!m_isWanted)
        return;
    const bool hasCapitals = wanted != wanted.toLower();
    const QStringMatcher matcher(wanted, hasCapitals ? Qt::CaseSensitive : Qt::CaseInsensitive);
    for (auto at = matcher.indexIn(text); at >= 0; at = matcher.indexIn(text, at + m_length)) {
        if (m_hits.size() == most) {
            m_isCut = true;
            break;
        }
        m_hits.append(at);
    }
    if (m_hits.isEmpty())
        return;
    const auto first = std::lower_bound(m_hits.begin(), m_hits.end(), from);
    m_current = first == m_hits.end() ? 0 : int(first - m_hits.begin());
}

void TextSearch::next()
{
    if (!m_hits.isEmpty())
        m_current = (m_current + 1) % count();
}

void TextSearch::previous()
{
    if (!m_hits.isEmpty())
        m_current = (m_current + count() - 1) % count();
}

QString TextSearch::summary() const
{
    if (!m_isWanted)
        return {};
    if (m_hits.isEmpty())
        return tr("nothing found");
    return (m_isCut ? tr("%1 of more than %2") : tr("%1 of %2")).arg(m_current + 1).arg(count());
}

}
