#include "ui/timeline/EventDetail.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/timeline/TimelineText.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 700; // characters; an address may be of any length

}

EventDetail::EventDetail(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new TextLabel(theme, TextRole::Small, Token::Text))
    , m_line(new ElidedLabel(theme, TextRole::Small, Token::Text))
    , m_close(new QToolButton)
{
    setObjectName(u"eventDetail"_s);
    m_text->setObjectName(u"eventDetailText"_s);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_line->setObjectName(u"eventDetailLine"_s);
    m_line->hide();
    m_close->setObjectName(u"eventDetailClose"_s);
    m_close->setIcon(themedIcon(theme, Icon::Close));
    m_close->setToolTip(plainToolTip(tr("Close the details (Esc)")));
    m_close->setAccessibleName(tr("Close the details"));
    m_close->setFocusPolicy(Qt::TabFocus);
    setButtonRole(m_close, ButtonRole::Subtle);
    auto *row = new QHBoxLayout(this);
    row->addWidget(m_text, 1);
    row->addWidget(m_line, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    connect(m_close, &QToolButton::clicked, this, &EventDetail::clear);
    connect(&theme, &Theme::changed, this, &EventDetail::measure);
    measure();
    hide();
}

void EventDetail::tell(const TimelineEvent &event)
{
    m_lane = event.lane;
    QString text = HiddenCharacters::shown(TimelineText::whole(event).join(u"  ·  "_s));
    if (text.size() > longest)
        text = text.left(longest) + u'…';
    m_text->setText(text);
    m_line->setText(text);
    for (QLabel *each : {static_cast<QLabel *>(m_text), static_cast<QLabel *>(m_line)})
        each->setAccessibleName(tr("Details: %1").arg(text));
    show();
}

void EventDetail::clear()
{
    m_lane = {};
    hide();
}

void EventDetail::setLow(bool isLow)
{
    m_text->setVisible(!isLow);
    m_line->setVisible(isLow);
}

void EventDetail::measure()
{
    layout()->setContentsMargins(m_theme.px(12), m_theme.px(3), m_theme.px(6), m_theme.px(3));
    layout()->setSpacing(m_theme.px(8));
    m_close->setFixedSize(m_theme.px(22), m_theme.px(22));
}

void EventDetail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Raised));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Token::Line));
}

}
