#include "ui/composer/ComposerHead.h"

#include "ui/composer/RequestLine.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

ComposerHead::ComposerHead(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_line(new RequestLine(theme))
    , m_banner(new ErrorBanner(theme))
    , m_notes(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    setSurface(this, Surface::Panel);
    m_notes->setObjectName(u"urlNote"_s);
    m_notes->setWordWrap(true);
    const int side = theme.px(12);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(side, theme.px(10), side, theme.px(6));
    column->setSpacing(theme.px(6));
    column->addWidget(m_line);
    column->addWidget(m_banner);
    column->addWidget(m_notes);
}

void ComposerHead::setNotes(const QStringList &notes, bool isWarning)
{
    m_notes->setText(notes.join(u'\n'));
    m_notes->setColor(isWarning ? Token::WarnText : Token::Dim);
    m_notes->setVisible(!notes.isEmpty());
}

}
