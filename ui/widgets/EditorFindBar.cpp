#include "ui/widgets/EditorFindBar.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

EditorFindBar::EditorFindBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit)
    , m_replacement(new QLineEdit)
    , m_case(new QToolButton)
    , m_regex(new QToolButton)
    , m_summary(new ElidedLabel(theme, TextRole::Small, Token::Dim))
    , m_replaceRow(new QWidget)
{
    setObjectName(u"editorFind"_s);
    m_field->setObjectName(u"editorFindField"_s);
    m_field->setAccessibleName(tr("Find in this text"));
    m_field->setPlaceholderText(tr("Find"));
    m_replacement->setObjectName(u"editorReplacement"_s);
    m_replacement->setAccessibleName(tr("Replace with"));
    m_replacement->setPlaceholderText(tr("Replace with"));
    m_summary->setObjectName(u"editorFindSummary"_s);
    m_summary->setMinimumWidth(theme.px(90));

    const auto addSwitch = [&](QToolButton *button, const QString &name, const QString &look, const QString &say, const QString &keys) {
        button->setObjectName(name);
        button->setText(look);
        button->setAccessibleName(say);
        button->setToolTip(plainToolTip(tr("%1 (%2)").arg(say, keys)));
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::toggled, this, &EditorFindBar::queryChanged);
    };
    addSwitch(m_case, u"editorFindCase"_s, u"Aa"_s, tr("Match case"), u"Alt+C"_s);
    addSwitch(m_regex, u"editorFindRegex"_s, u".*"_s, tr("Regular expression"), u"Alt+X"_s);

    auto *find = new QHBoxLayout;
    find->setSpacing(theme.px(4));
    find->addWidget(m_case);
    find->addWidget(m_regex);
    const auto addButton = [&](Icon icon, const QString &name, const QString &say, const QString &keys, void (EditorFindBar::*signal)()) {
        auto *button = new QToolButton;
        button->setObjectName(name);
        button->setIcon(themedIcon(theme, icon));
        button->setAccessibleName(say);
        button->setToolTip(plainToolTip(tr("%1 (%2)").arg(say, keys)));
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, signal);
        find->addWidget(button);
    };
    find->addWidget(m_summary, 1);
    addButton(Icon::ArrowUp, u"editorFindPrevious"_s, tr("Previous"), tr("Shift+F3, Shift+Enter"), &EditorFindBar::previousRequested);
    addButton(Icon::ArrowDown, u"editorFindNext"_s, tr("Next"), tr("F3, Enter"), &EditorFindBar::nextRequested);
    addButton(Icon::Close, u"editorFindClose"_s, tr("Close"), tr("Esc"), &EditorFindBar::closed);

    auto *replace = new QHBoxLayout(m_replaceRow);
    replace->setContentsMargins(0, 0, 0, 0);
    replace->setSpacing(theme.px(4));
    const auto addReplacer = [&](const QString &label, const QString &name, void (EditorFindBar::*signal)()) {
        auto *button = new QPushButton(label);
        button->setObjectName(name);
        setButtonRole(button, ButtonRole::Subtle);
        connect(button, &QPushButton::clicked, this, signal);
        replace->addWidget(button);
        m_replacers.append(button);
    };
    addReplacer(tr("Replace"), u"editorReplace"_s, &EditorFindBar::replaceRequested);
    addReplacer(tr("Replace all"), u"editorReplaceAll"_s, &EditorFindBar::replaceAllRequested);
    replace->addStretch(1);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, theme.px(2), 0, theme.px(4));
    grid->setHorizontalSpacing(theme.px(6));
    grid->setVerticalSpacing(theme.px(4));
    grid->addWidget(m_field, 0, 0);
    grid->addLayout(find, 0, 1);
    grid->addWidget(m_replacement, 1, 0);
    grid->addWidget(m_replaceRow, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    for (QLineEdit *field : {m_field, m_replacement})
        field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &EditorFindBar::queryChanged);
    setTabOrder(m_field, m_replacement);
    setFocusProxy(m_field);
}

void EditorFindBar::open(const QString &wanted, bool withReplace)
{
    m_replacement->setVisible(withReplace || (isVisible() && m_replacement->isVisible()));
    m_replaceRow->setVisible(m_replacement->isVisibleTo(this));
    if (!wanted.isEmpty() && !wanted.contains(u'\n'))
        m_field->setText(wanted);
    show();
    QLineEdit *first = withReplace && !m_field->text().isEmpty() ? m_replacement : m_field;
    first->setFocus(Qt::ShortcutFocusReason);
    first->selectAll();
}

TextSearch::Query EditorFindBar::query() const
{
    return {m_field->text(), m_regex->isChecked(), m_case->isChecked()};
}

QString EditorFindBar::replacement() const
{
    return m_replacement->text();
}

void EditorFindBar::setSummary(const QString &summary, bool isFruitless, bool canReplace)
{
    m_summary->setText(summary);
    m_summary->setColor(isFruitless ? Token::BadText : Token::Dim);
    setInvalid(m_field, isFruitless);
    for (QWidget *button : std::as_const(m_replacers))
        button->setEnabled(canReplace);
}

// The window has shortcuts of its own for some of these keys; here they are the bar's.
bool EditorFindBar::takeKey(const QKeyEvent &key, bool isReal)
{
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const auto modifiers = key.modifiers() & ~Qt::KeypadModifier;
    const bool isPlain = modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier;
    if (key.key() == Qt::Key_Escape && modifiers == Qt::NoModifier) {
        if (isReal)
            Q_EMIT closed();
    } else if (isPlain && (isEnter || key.key() == Qt::Key_F3)) {
        if (!isReal)
            return true;
        if (modifiers == Qt::ShiftModifier)
            Q_EMIT previousRequested();
        else if (isEnter && m_replacement->hasFocus())
            Q_EMIT replaceRequested();
        else
            Q_EMIT nextRequested();
    } else if (modifiers == Qt::AltModifier && (key.key() == Qt::Key_C || key.key() == Qt::Key_X)) {
        if (isReal)
            (key.key() == Qt::Key_C ? m_case : m_regex)->toggle();
    } else if (modifiers == Qt::ControlModifier && (key.key() == Qt::Key_F || key.key() == Qt::Key_H)) {
        if (isReal)
            open({}, key.key() == Qt::Key_H);
    } else {
        return false;
    }
    return true;
}

bool EditorFindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && takeKey(*static_cast<QKeyEvent *>(event), false)) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress && takeKey(*static_cast<QKeyEvent *>(event), true))
        return true;
    return QWidget::eventFilter(watched, event);
}

void EditorFindBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !takeKey(*event, true))
        QWidget::keyPressEvent(event);
}

}
