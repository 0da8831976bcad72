#include "ui/response/BodyBar.h"

#include "ui/response/PathField.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

enum Column { SwitchColumn, AboutColumn, FilterColumn, FirstAction };

constexpr int narrowFilter = 60, wideFilter = 240; // at the least, and so that a path can be read while it is written

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
{
    m_switch->setObjectName(u"bodyForm"_s);
    m_switch->setAccessibleName(tr("How the body is shown"));
    m_about->setObjectName(u"bodyAbout"_s);
    m_filter->setMinimumWidth(theme.px(narrowFilter));
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
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5));
    layout->setHorizontalSpacing(theme.px(8));
    layout->setVerticalSpacing(theme.px(2));
    layout->addWidget(m_switch, 0, SwitchColumn);
    layout->addWidget(m_about, 0, AboutColumn);
    layout->addWidget(m_filter, 0, FilterColumn);
    int column = FirstAction;
    for (QToolButton *button : {m_find, m_compare, m_copy, m_save})
        layout->addWidget(button, 0, column++);
    layout->addWidget(m_filterFault, 1, FilterColumn, 1, column - FilterColumn); // where the field begins
    layout->setColumnStretch(AboutColumn, 1);
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
}

void BodyBar::setFilterShown(bool isShown)
{
    m_filter->setVisible(isShown);
    static_cast<QGridLayout *>(layout())->setColumnStretch(FilterColumn, isShown ? 4 : 0); // the room is for the words then
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

void BodyBar::fit()
{
    const auto dress = [this](Qt::ToolButtonStyle style) {
        m_find->setToolButtonStyle(style);
        m_save->setToolButtonStyle(style);
    };
    // Before the field gets narrow the words of the buttons go; before the forms are squeezed the word about the body.
    dress(Qt::ToolButtonTextBesideIcon);
    m_about->show();
    const int wish = m_filter->isHidden() ? 0 : m_theme.px(wideFilter - narrowFilter);
    if (layout()->minimumSize().width() + wish > width())
        dress(Qt::ToolButtonIconOnly);
    if (layout()->minimumSize().width() > width())
        m_about->hide();
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
