#include "ui/response/FindBar.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

FindBar::FindBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_summary(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    m_field->setObjectName(u"findField"_s);
    m_field->setAccessibleName(tr("Find in the body"));
    m_field->setPlaceholderText(tr("Find in the body"));
    m_field->setClearButtonEnabled(true);
    m_summary->setObjectName(u"findSummary"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4));
    layout->setSpacing(theme.px(6));
    layout->addWidget(m_field, 1);
    layout->addWidget(m_summary);
    const auto addButton = [&](Icon icon, const QString &name, const QString &say, void (FindBar::*signal)()) {
        auto *button = new QToolButton;
        button->setObjectName(name);
        button->setIcon(themedIcon(theme, icon));
        button->setAccessibleName(say);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, signal);
        layout->addWidget(button);
        return button;
    };
    addButton(Icon::ArrowUp, u"findPrevious"_s, tr("Previous"), &FindBar::previousRequested)->setToolTip(tr("Previous (Shift+Enter)"));
    addButton(Icon::ArrowDown, u"findNext"_s, tr("Next"), &FindBar::nextRequested)->setToolTip(tr("Next (Enter)"));
    addButton(Icon::Close, u"findClose"_s, tr("Close"), &FindBar::closed)->setToolTip(tr("Close (Esc)"));
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::wantedChanged);
    setFocusProxy(m_field);
}

void FindBar::open(const QString &wanted)
{
    if (!wanted.isEmpty() && !wanted.contains(u'\n'))
        m_field->setText(wanted);
    show();
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

QString FindBar::wanted() const
{
    return m_field->text();
}

void FindBar::setSummary(const QString &summary, bool isFound)
{
    m_summary->setText(summary);
    m_summary->setColor(isFound ? Token::Dim : Token::BadText);
    setInvalid(m_field, !isFound);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT closed();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (event->modifiers() & Qt::ShiftModifier)
            Q_EMIT previousRequested();
        else
            Q_EMIT nextRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

}
