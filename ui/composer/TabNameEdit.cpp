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
    if (event->key() == Qt::Key_Escape)
        end(false);
    else
        QLineEdit::keyPressEvent(event);
}

}
