#include "ui/widgets/SectionHeader.h"

#include "ui/widgets/ElidedLabel.h"

#include <QtWidgets/QHBoxLayout>

namespace tessera::ui {

SectionHeader::SectionHeader(const Theme &theme, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_note(new ElidedLabel(theme, TextRole::Body, Token::Dim))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(8);
    m_layout->addWidget(new TextLabel(theme, TextRole::Strong, Token::Text, title));
    m_layout->addWidget(m_note, 1);
}

void SectionHeader::setNote(const QString &note)
{
    m_note->setText(note);
}

void SectionHeader::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget);
}

}
