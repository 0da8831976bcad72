#include "ui/response/FindBar.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

FindBar::FindBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_case(new QToolButton)
    , m_regex(new QToolButton)
    , m_summary(new ElidedLabel(theme, TextRole::Small, Token::Dim))
    , m_fault(new TextLabel(theme, TextRole::Small, Token::BadText))
{
    m_field->setObjectName(u"findField"_s);
    m_field->setAccessibleName(tr("Find in the body"));
    m_field->setPlaceholderText(tr("Find in the body"));
    m_field->setClearButtonEnabled(true);
    m_summary->setObjectName(u"findSummary"_s);
    m_summary->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_summary->setMinimumWidth(theme.px(110));
    m_case->setObjectName(u"findCase"_s);
    m_case->setText(u"Aa"_s);
    m_case->setAccessibleName(tr("Match case"));
    m_case->setToolTip(tr("Match case (Alt+C)"));
    m_case->setShortcut(QKeySequence(u"Alt+C"_s));
    m_regex->setObjectName(u"findRegex"_s);
    m_regex->setText(u".*"_s);
    m_regex->setAccessibleName(tr("Regular expression"));
    m_regex->setToolTip(tr("Regular expression (Alt+X)"));
    m_regex->setShortcut(QKeySequence(u"Alt+X"_s));
    m_fault->setObjectName(u"findFault"_s);
    m_fault->setWordWrap(true);
    m_fault->hide();
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4));
    rows->setSpacing(theme.px(2));
    auto *layout = new QHBoxLayout;
    layout->setSpacing(theme.px(6));
    rows->addLayout(layout);
    rows->addWidget(m_fault);
    layout->addWidget(m_field, 3);
    for (QToolButton *button : {m_case, m_regex}) {
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::toggled, this, &FindBar::queryChanged);
        layout->addWidget(button);
    }
    layout->addWidget(m_summary, 1);
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
    addButton(Icon::ArrowUp, u"findPrevious"_s, tr("Previous"), &FindBar::previousRequested)->setToolTip(tr("Previous (Shift+F3, Shift+Enter)"));
    addButton(Icon::ArrowDown, u"findNext"_s, tr("Next"), &FindBar::nextRequested)->setToolTip(tr("Next (F3, Enter)"));
    addButton(Icon::Close, u"findClose"_s, tr("Close"), &FindBar::closed)->setToolTip(tr("Close (Esc)"));
    connect(m_field, &QLineEdit::textChanged, this, &FindBar::queryChanged);
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

SearchQuery FindBar::query() const
{
    return {m_field->text(), m_regex->isChecked() ? SearchQuery::How::Regex : SearchQuery::How::Literal, !m_case->isChecked()};
}

void FindBar::setSummary(const QString &summary, bool isFruitless)
{
    m_summary->setText(summary);
    m_summary->setColor(isFruitless ? Token::BadText : Token::Dim);
    setInvalid(m_field, isFruitless);
}

void FindBar::setFault(const QString &sentence)
{
    m_fault->setText(sentence);
    m_fault->setVisible(!sentence.isEmpty());
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
