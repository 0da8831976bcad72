#include "ui/token/StandInPage.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/FactList.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

StandInPage::StandInPage(const Theme &theme, int side, QWidget *parent)
    : QScrollArea(parent)
    , m_title(new TextLabel(theme, TextRole::Strong, Token::Text))
    , m_facts(new FactList(theme))
    , m_note(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    m_title->setObjectName(u"standInTitle"_s);
    m_facts->setObjectName(u"standInFacts"_s);
    m_note->setObjectName(u"standInNote"_s);
    m_title->setWordWrap(true);
    m_note->setWordWrap(true);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(side, theme.px(4), side, theme.px(8));
    column->setSpacing(theme.px(10));
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(m_note);
    column->addStretch();
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
}

void StandInPage::setText(const SchemeText &text)
{
    if (text == m_text)
        return; // what is being read stays
    m_text = text;
    m_title->setText(text.title);
    m_facts->setAll(text.facts);
    m_note->setText(text.note);
}

}
