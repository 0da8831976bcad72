#include "ui/shell/Sidebar.h"

#include "ui/shell/ExampleTree.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SectionHeader.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

Sidebar::Sidebar(const Theme &theme, const ProfileCatalog &profiles, QWidget *parent)
    : QWidget(parent)
    , m_filter(new QLineEdit)
    , m_tree(new ExampleTree(theme, profiles))
{
    setObjectName(u"sidebar"_s);
    setSurface(this, Surface::Panel);
    m_filter->setObjectName(u"exampleFilter"_s);
    m_filter->setAccessibleName(tr("Filter the requests"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    connect(m_filter, &QLineEdit::textChanged, m_tree, &ExampleTree::setFilter);

    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 9, 12, 6);
    head->setSpacing(9);
    head->addWidget(new SectionHeader(theme, tr("Requests")));
    head->addWidget(m_filter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_tree, 1);
}

void Sidebar::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

bool Sidebar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Down) {
        m_tree->setFocus(Qt::OtherFocusReason);
        if (!m_filter->text().isEmpty() || !m_tree->currentIndex().isValid())
            m_tree->goToFirst();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

}
