#include "ui/response/BodyBar.h"

#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/SegmentedControl.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

BodyBar::BodyBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_switch(new SegmentedControl(theme))
    , m_about(new ElidedLabel(theme, TextRole::Small, Token::Dim))
    , m_find(new QToolButton)
    , m_copy(new QToolButton)
    , m_save(new QToolButton)
{
    m_switch->setObjectName(u"bodyForm"_s);
    m_switch->setAccessibleName(tr("How the body is shown"));
    m_about->setObjectName(u"bodyAbout"_s);
    const auto dress = [&](QToolButton *button, const QString &name, const QString &text, Icon icon) {
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(text);
        button->setIcon(themedIcon(theme, icon));
    };
    dress(m_find, u"find"_s, tr("Find"), Icon::Search);
    dress(m_copy, u"copyBody"_s, tr("Copy the body"), Icon::Copy);
    dress(m_save, u"saveBody"_s, tr("Save as…"), Icon::Download);
    m_find->setToolTip(tr("Find in the body (Ctrl+F)"));
    m_copy->setToolTip(tr("Copy the body as it is shown"));
    m_save->setToolTip(tr("Save the whole body, as it was decoded"));
    m_find->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_save->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_switch);
    layout->addWidget(m_about, 1);
    layout->addWidget(m_find);
    layout->addWidget(m_copy);
    layout->addWidget(m_save);
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
}

void BodyBar::setForm(BodyForm form)
{
    const QSignalBlocker quiet(m_switch);
    m_switch->setCurrentIndex(int(m_forms.indexOf(form)));
}

void BodyBar::setAbout(const QString &words)
{
    m_about->setText(words);
}

void BodyBar::setEnabledActions(bool canFind, bool canCopy, bool canSave)
{
    m_find->setEnabled(canFind);
    m_copy->setEnabled(canCopy);
    m_save->setEnabled(canSave);
}

}
