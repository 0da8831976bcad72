#include "ui/response/PathField.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QMenu>

namespace tessera::ui {

using namespace Qt::StringLiterals;

PathField::PathField(const Theme &theme, QWidget *parent)
    : QLineEdit(parent)
{
    setObjectName(u"pathFilter"_s);
    setPlaceholderText(u"$..name"_s);
    setAccessibleName(tr("Filter by JSONPath"));
    setClearButtonEnabled(true);
    setFault({});
    const auto dress = [this, &theme] {
        setFont(theme.font(TextRole::Mono));
        setMinimumWidth(theme.px(120));
        setMaximumWidth(theme.px(400));
    };
    connect(&theme, &Theme::changed, this, dress);
    connect(this, &QLineEdit::editingFinished, this, &PathField::remember);
    dress();
}

void PathField::setFault(const QString &sentence)
{
    m_isFaulty = !sentence.isEmpty();
    setInvalid(this, m_isFaulty);
    setAccessibleDescription(sentence);
    setToolTip(plainToolTip(m_isFaulty ? sentence : tr("Show only what a JSONPath finds, such as $.items[*].id (Alt+J). Down: the last ones.")));
}

void PathField::remember()
{
    const QString path = text().trimmed();
    if (path.isEmpty() || m_isFaulty)
        return;
    m_history.removeAll(path);
    m_history.prepend(path);
    m_history = m_history.first(qMin<qsizetype>(m_history.size(), mostKept));
}

void PathField::showHistory()
{
    remember();
    if (m_history.isEmpty())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"pathHistory"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setFont(font());
    menu->setMinimumWidth(width());
    for (const QString &path : std::as_const(m_history))
        menu->addAction(QString(path).replace(u'&', u"&&"_s), this, [this, path] { setText(path); });
    menu->setActiveAction(menu->actions().constFirst());
    menu->popup(mapToGlobal(QPoint(0, height())));
}

bool PathField::event(QEvent *event)
{
    // Also while a request is under way, when Esc means another thing elsewhere.
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void PathField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        remember();
        clear();
        Q_EMIT left();
    } else if (event->key() == Qt::Key_Down) {
        showHistory();
    } else {
        QLineEdit::keyPressEvent(event);
    }
}

}
