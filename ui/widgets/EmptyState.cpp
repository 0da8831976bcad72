#include "ui/widgets/EmptyState.h"

#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(
    const Theme &theme, Icon icon, const QString &title, const QString &sentence, const QString &action, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(icon)
    , m_drawing(new QLabel)
    , m_title(new TextLabel(theme, TextRole::Strong, Token::Text, title))
    , m_sentence(new TextLabel(theme, TextRole::Body, Token::Dim, sentence))
{
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    m_drawing->setTextFormat(Qt::PlainText);
    m_drawing->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_drawing);
    m_title->setAlignment(Qt::AlignCenter);
    m_title->setWordWrap(true);
    layout->addWidget(m_title);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    layout->addWidget(m_sentence);
    if (!action.isEmpty()) {
        auto *button = new QPushButton(action);
        button->setObjectName(u"emptyStateAction"_s);
        connect(button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
        layout->addSpacing(4);
        layout->addWidget(button, 0, Qt::AlignHCenter);
    }
    layout->addStretch(3);
    paintIcon();
    connect(&theme, &Theme::changed, this, &EmptyState::paintIcon);
}

void EmptyState::setText(const QString &title, const QString &sentence)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
}

void EmptyState::paintIcon()
{
    m_drawing->setPixmap(iconPixmap(m_icon, m_theme.color(Token::Faint), m_theme.px(28), devicePixelRatioF()));
}

}
