#include "ui/composer/TabNameEdit.h"

#include <QtGui/QKeyEvent>

#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

TabNameEdit::TabNameEdit(QWidget *strip)
    : QLineEdit(strip)
{
    setObjectName(u"renameTab"_s);
    setAccessibleName(tr("Name of the request"));
    setMaxLength(200);
    hide();
    connect(this, &QLineEdit::editingFinished, this, [this] { end(true); });
}

void TabNameEdit::open(int index, const QRect &tab, const QString &name)
{
    m_index = index;
    m_before = name;
    m_returnTo = window()->focusWidget();
    setText(name);
    setGeometry(tab.adjusted(2, 3, -2, -3));
    show();
    raise();
    selectAll();
    setFocus();
}

void TabNameEdit::end(bool isKept)
{
    const int index = std::exchange(m_index, -1);
    if (index < 0)
        return;
    hide();
    if (isKept && text().simplified() != m_before)
        Q_EMIT named(index, text().simplified());
}

void TabNameEdit::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter && event->key() != Qt::Key_Escape)
        return QLineEdit::keyPressEvent(event);
    // Back to where one was: else the next in line has the focus, which is the button for a new request, and gets this key.
    QWidget *before = m_returnTo;
    end(isEnter);
    if (before && before->isVisible())
        before->setFocus();
}

}
