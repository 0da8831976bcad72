#include "ui/composer/TabRow.h"

#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TabStrip.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

TabRow::TabRow(const Theme &theme, TabStrip *strip, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_strip(strip)
    , m_add(new QToolButton)
    , m_all(new QToolButton)
{
    m_add->setObjectName(u"newTab"_s);
    m_add->setIcon(themedIcon(theme, Icon::Plus));
    m_add->setAccessibleName(tr("New request"));
    m_add->setToolTip(tr("New request (Ctrl+T)"));
    m_all->setObjectName(u"allTabs"_s);
    m_all->setIcon(themedIcon(theme, Icon::ChevronDown));
    m_all->setAccessibleName(tr("All open requests"));
    m_all->setToolTip(tr("All open requests"));
    m_all->setFocusPolicy(Qt::TabFocus);
    m_all->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(6), 0, theme.px(6), 0);
    layout->setSpacing(0); // the plus belongs to the last tab
    layout->addWidget(m_strip);
    layout->addWidget(m_add);
    layout->addWidget(m_all);
    layout->addStretch(1);
    measure();
    connect(&theme, &Theme::changed, this, &TabRow::measure);
    connect(m_add, &QToolButton::clicked, this, &TabRow::newRequested);
    connect(m_all, &QToolButton::clicked, this, &TabRow::openList);
}

void TabRow::measure()
{
    setFixedHeight(m_theme.px(34)); // also without a tab: what is below must not jump when the first one comes
}

bool TabRow::event(QEvent *event)
{
    const bool isTaken = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) // a tab came or went
        fit();
    return isTaken;
}

void TabRow::fit()
{
    const QMargins margins = layout()->contentsMargins();
    const int room = width() - margins.left() - margins.right() - m_add->sizeHint().width();
    const bool isCrowded = m_strip->isCrowded(room);
    m_all->setVisible(isCrowded);
    m_strip->setMaximumWidth(isCrowded ? m_strip->wholeWidth(room - m_all->sizeHint().width()) : QWIDGETSIZE_MAX);
}

void TabRow::openList()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"tabList"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < m_strip->count(); ++i) {
        const TabStrip::Look look = m_strip->look(i);
        QAction *action = menu->addAction(u"%1  %2%3"_s.arg(look.prefix, m_strip->tabText(i), look.isModified ? u" ●"_s : QString()));
        action->setCheckable(true);
        action->setChecked(i == m_strip->currentIndex());
        connect(action, &QAction::triggered, this, [this, i] { Q_EMIT chosen(i); });
    }
    menu->popup(m_all->mapToGlobal(QPoint(m_all->width() - menu->sizeHint().width(), m_all->height())));
}

}
