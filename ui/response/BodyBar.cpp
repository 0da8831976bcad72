#include "ui/response/BodyBar.h"

#include "ui/response/PathField.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { SwitchColumn, AboutColumn, FilterColumn, FirstAction };

enum Row { FirstRow, BelowRow, FaultRow };

constexpr int wideFilter = 240; // so that a path can be read while it is written
constexpr int leastAbout = 72, mostAbout = 200; // beside the field; a count of matches has room in the least

}

BodyBar::BodyBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_switch(new SegmentedControl(theme))
    , m_about(new ElidedLabel(theme, TextRole::Small, Token::Dim))
    , m_filter(new PathField(theme))
    , m_filterFault(new TextLabel(theme, TextRole::Small, Token::BadText))
    , m_find(new QToolButton)
    , m_compare(new QToolButton)
    , m_copy(new QToolButton)
    , m_save(new QToolButton)
    , m_grid(new QGridLayout(this))
    , m_below(new QHBoxLayout)
{
    m_switch->setObjectName(u"bodyForm"_s);
    m_switch->setAccessibleName(tr("How the body is shown"));
    m_about->setObjectName(u"bodyAbout"_s);
    m_filterFault->setObjectName(u"pathFault"_s);
    m_filterFault->setWordWrap(true);
    m_filterFault->hide();
    const auto dress = [&](QToolButton *button, const QString &name, const QString &text, Icon icon) {
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(text);
        button->setIcon(themedIcon(theme, icon));
    };
    dress(m_find, u"find"_s, tr("Find"), Icon::Search);
    dress(m_compare, u"compare"_s, tr("Compare with an earlier answer"), Icon::Compare);
    dress(m_copy, u"copyBody"_s, tr("Copy the body"), Icon::Copy);
    dress(m_save, u"saveBody"_s, tr("Save as…"), Icon::Download);
    m_find->setToolTip(tr("Find in the body (Ctrl+F)"));
    m_compare->setToolTip(tr("Compare with… (Ctrl+D: with the one before)"));
    m_compare->setPopupMode(QToolButton::InstantPopup);
    m_compare->setMenu(new QMenu(m_compare));
    m_compare->hide();
    m_copy->setToolTip(tr("Copy the body as it is shown"));
    m_save->setToolTip(tr("Save the whole body, as it was decoded"));
    m_grid->setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5));
    m_grid->setHorizontalSpacing(theme.px(8));
    m_grid->setVerticalSpacing(theme.px(2));
    m_grid->addWidget(m_switch, FirstRow, SwitchColumn);
    m_grid->addWidget(m_about, FirstRow, AboutColumn, Qt::AlignLeft | Qt::AlignVCenter);
    m_grid->addLayout(m_below, BelowRow, 0, 1, -1);
    m_grid->setColumnStretch(AboutColumn, 1);
    m_below->setSpacing(theme.px(8));
    setLines(1);
    connect(m_switch, &SegmentedControl::currentIndexChanged, this, [this](int index) { Q_EMIT formChosen(m_forms.at(index)); });
    connect(m_find, &QToolButton::clicked, this, &BodyBar::findRequested);
    connect(m_copy, &QToolButton::clicked, this, &BodyBar::copyRequested);
    connect(m_save, &QToolButton::clicked, this, &BodyBar::saveRequested);
}

void BodyBar::setForms(const QList<BodyForm> &forms)
{
    if (forms == m_forms)
        return;
    m_forms = forms;
    QStringList labels;
    for (const BodyForm form : forms)
        labels += bodyFormLabel(form);
    const QSignalBlocker quiet(m_switch);
    m_switch->setSegments(labels);
    m_switch->setVisible(forms.size() > 1);
    fit();
}

void BodyBar::setForm(BodyForm form)
{
    const QSignalBlocker quiet(m_switch);
    m_switch->setCurrentIndex(int(m_forms.indexOf(form)));
}

void BodyBar::setAbout(const QString &words, const QString &brief)
{
    m_about->setTexts(words, brief);
    fit();
}

void BodyBar::setFilterShown(bool isShown)
{
    m_filter->setVisible(isShown);
    m_filterFault->setVisible(isShown && !m_filterFault->text().isEmpty());
    fit();
}

void BodyBar::setFilterFault(const QString &sentence)
{
    m_filter->setFault(sentence);
    m_filterFault->setText(sentence);
    m_filterFault->setVisible(!sentence.isEmpty() && !m_filter->isHidden());
}

void BodyBar::setEarlier(const QStringList &answers)
{
    QMenu *menu = m_compare->menu();
    menu->clear();
    menu->addSection(tr("Compare with"));
    for (qsizetype i = 0; i < answers.size(); ++i)
        menu->addAction(QString(answers.at(i)).replace(u'&', u"&&"_s), this, [this, i] { Q_EMIT compareRequested(int(i)); });
    m_compare->setVisible(!answers.isEmpty());
    fit();
}

QList<QToolButton *> BodyBar::actions() const
{
    return {m_find, m_compare, m_copy, m_save};
}

void BodyBar::setLines(int count)
{
    const bool isBelow = count > 1;
    if (isBelow == (m_below->count() > 0) && m_grid->indexOf(m_filterFault) >= 0)
        return;
    for (QWidget *moved : {static_cast<QWidget *>(m_filter), static_cast<QWidget *>(m_find), static_cast<QWidget *>(m_compare), static_cast<QWidget *>(m_copy),
             static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_filterFault)}) {
        m_grid->removeWidget(moved);
        m_below->removeWidget(moved);
    }
    if (!isBelow)
        delete m_below->takeAt(0); // the stretch
    if (isBelow) {
        m_below->addWidget(m_filter, 1);
        m_below->addStretch(); // without the field the buttons stay where they are
        for (QToolButton *button : actions())
            m_below->addWidget(button);
        m_grid->addWidget(m_filterFault, FaultRow, 0, 1, -1);
    } else {
        int column = FirstAction;
        m_grid->addWidget(m_filter, FirstRow, FilterColumn);
        for (QToolButton *button : actions())
            m_grid->addWidget(button, FirstRow, column++);
        m_grid->addWidget(m_filterFault, FaultRow, FilterColumn, 1, column - FilterColumn); // where the field begins
    }
    m_below->setContentsMargins(0, isBelow ? m_theme.px(4) : 0, 0, 0);
}

void BodyBar::fit()
{
    const int gap = m_grid->horizontalSpacing();
    const int room = width() - m_grid->contentsMargins().left() - m_grid->contentsMargins().right();
    const auto dress = [&](Qt::ToolButtonStyle style) {
        m_find->setToolButtonStyle(style);
        m_save->setToolButtonStyle(style);
        int taken = 0;
        for (const QToolButton *button : actions())
            taken += button->isHidden() ? 0 : button->sizeHint().width() + gap;
        return taken;
    };
    const bool hasFilter = !m_filter->isHidden();
    const int forms = m_switch->isHidden() ? 0 : m_switch->sizeHint().width() + gap;
    const int brief = hasFilter ? m_theme.px(leastAbout) : m_about->minimumSizeHint().width();
    int taken = forms + dress(Qt::ToolButtonTextBesideIcon);
    if (taken + brief + (hasFilter ? m_theme.px(wideFilter) + gap : 0) > room)
        taken = forms + dress(Qt::ToolButtonIconOnly);
    const bool isBelow = taken + (hasFilter ? brief + gap + m_filter->minimumWidth() : 0) > room;
    setLines(isBelow ? 2 : 1);
    m_grid->setColumnStretch(FilterColumn, hasFilter && !isBelow ? 4 : 0); // the room is for the words then
    if (hasFilter && !isBelow) {
        m_about->setFixedWidth(std::clamp(room - taken - m_theme.px(wideFilter) - gap, m_theme.px(leastAbout), m_theme.px(mostAbout)));
    } else {
        m_about->setMinimumWidth(0);
        m_about->setMaximumWidth(QWIDGETSIZE_MAX);
    }
    // Before the forms are squeezed the word about the body goes.
    m_about->setVisible((isBelow ? forms : taken) + m_about->minimumSizeHint().width() <= room);
}

QSize BodyBar::minimumSizeHint() const
{
    const int gap = m_grid->horizontalSpacing();
    const int line = m_filter->minimumWidth() + int(actions().size()) * (m_theme.px(28) + gap);
    const int forms = m_switch->isHidden() ? 0 : m_switch->sizeHint().width();
    return {std::max(forms, line) + m_grid->contentsMargins().left() + m_grid->contentsMargins().right(), QWidget::minimumSizeHint().height()};
}

void BodyBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void BodyBar::setEnabledActions(bool canFind, bool canCopy, bool canSave)
{
    m_find->setEnabled(canFind);
    m_copy->setEnabled(canCopy);
    m_save->setEnabled(canSave);
}

}
