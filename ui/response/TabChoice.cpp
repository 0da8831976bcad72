#include "ui/response/TabChoice.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QTabBar>

namespace tessera::ui {

TabChoice::TabChoice(QTabBar &tabs)
    : QObject(&tabs)
    , m_tabs(tabs)
{
    connect(&tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (!m_isOurs)
            m_chosen = index;
    });
    // A click on the tab that is shown already is a choice, too.
    connect(&tabs, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0)
            m_chosen = index;
    });
}

void TabChoice::suggest(int index, const QSet<int> &hidden)
{
    show(m_chosen >= 0 && !hidden.contains(m_chosen) ? m_chosen : index, hidden);
}

void TabChoice::insist(int index, const QSet<int> &hidden)
{
    show(index, hidden);
}

void TabChoice::show(int index, const QSet<int> &hidden)
{
    const QScopedValueRollback<bool> ours(m_isOurs, true);
    for (int i = 0; i < m_tabs.count(); ++i) {
        // Only what changes: a tab that stays as it is makes Qt 6.4 forget that another one has come and needs its place.
        if (m_tabs.isTabVisible(i) == hidden.contains(i))
            m_tabs.setTabVisible(i, !hidden.contains(i));
    }
    m_tabs.setCurrentIndex(index);
    m_tabs.updateGeometry(); // which a tab that comes or goes does not
}

}
