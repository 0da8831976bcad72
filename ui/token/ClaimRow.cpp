#include "ui/token/ClaimRow.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

Token toneToken(ClaimText::Tone tone)
{
    switch (tone) {
    case ClaimText::Tone::Calm: return Token::Dim;
    case ClaimText::Tone::Warn: return Token::WarnText;
    case ClaimText::Tone::Bad: return Token::BadText;
    }
    Q_UNREACHABLE();
}

}

ClaimRow::ClaimRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(new ElidedLabel(theme, TextRole::Mono, Token::JsonKey, {}, this))
    , m_value(new ElidedLabel(theme, TextRole::Mono, Token::Text, {}, this))
    , m_note(new ElidedLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"claimRow"_s);
    setFocusPolicy(Qt::StrongFocus);
    m_name->setElideMode(Qt::ElideMiddle);
    setAttribute(Qt::WA_Hover);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme.px(8));
    line->addWidget(m_name);
    line->addWidget(m_value, 1);
    line->addWidget(m_note);
    m_column->setContentsMargins(theme.px(6), theme.px(3), theme.px(6), theme.px(4));
    m_column->setSpacing(theme.px(3));
    m_column->addLayout(line);
}

void ClaimRow::setText(const ClaimText &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text.spoken);
    setToolTip(plainToolTip(text.sentence));
    m_name->setText(text.name);
    m_note->setText(text.note);
    m_note->setColor(toneToken(text.tone));
    if (m_isOpen)
        fillDetails();
    else
        m_value->setText(text.value);
}

int ClaimRow::nameWidth() const
{
    return m_name->fontMetrics().horizontalAdvance(m_name->text());
}

void ClaimRow::setNameWidth(int pixels)
{
    m_name->setFixedWidth(pixels);
}

void ClaimRow::setOpen(bool isOpen)
{
    m_isOpen = isOpen;
    if (isOpen && !m_details) {
        m_details = new QWidget(this);
        auto *column = new QVBoxLayout(m_details);
        column->setContentsMargins(0, 0, 0, m_theme.px(4));
        column->setSpacing(m_theme.px(4));
        const auto add = [&](TextRole role, Token color) {
            auto *label = new TextLabel(m_theme, role, color, {}, m_details);
            label->setWordWrap(true);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            column->addWidget(label);
            return label;
        };
        m_times = add(TextRole::Mono, Token::Text);
        m_sentence = add(TextRole::Small, Token::Dim);
        m_title = add(TextRole::Tiny, Token::Dim);
        m_column->addWidget(m_details);
    }
    if (m_details)
        m_details->setVisible(isOpen);
    if (isOpen)
        fillDetails();
    else
        m_value->setText(m_text.value);
    update();
}

void ClaimRow::fillDetails()
{
    const auto fill = [](TextLabel *label, const QString &text) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    };
    // Below, where the line has no room for it.
    const bool isCut = !m_text.whole.isEmpty()
        && (m_value->fontMetrics().horizontalAdvance(m_text.value) > m_value->width() || m_text.whole.size() > m_text.value.size());
    m_value->setText(isCut ? QString() : m_text.value);
    if (isCut && !m_whole) {
        m_whole = new ReadOnlyText(m_theme, m_details);
        m_whole->setPlain();
        m_whole->setMostLines(12);
        m_whole->edit()->setAccessibleName(tr("The whole value"));
        static_cast<QVBoxLayout *>(m_details->layout())->insertWidget(0, m_whole);
    }
    if (m_whole) {
        m_whole->setText(isCut ? m_text.whole : QString());
        m_whole->setVisible(isCut);
    }
    fill(m_times, m_text.times);
    fill(m_sentence, m_text.sentence);
    fill(m_title, m_text.title);
}

bool ClaimRow::event(QEvent *event)
{
    if (event->type() == QEvent::HoverEnter || event->type() == QEvent::HoverLeave || event->type() == QEvent::FocusIn
        || event->type() == QEvent::FocusOut)
        update();
    else if (event->type() == QEvent::Resize && m_details && m_isOpen)
        fillDetails();
    return QWidget::event(event);
}

void ClaimRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool hasRing = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    if (underMouse() || hasRing)
        drawBox(painter, rect(), m_theme.px(4), m_theme.color(Token::Hover), hasRing ? m_theme.color(Token::Accent) : QColor());
    else
        painter.fillRect(QRect(m_theme.px(6), height() - 1, width() - m_theme.px(12), 1), m_theme.color(Token::Hairline));
}

void ClaimRow::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_isPressed = true;
}

void ClaimRow::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_isPressed, false) && rect().contains(event->position().toPoint()))
        setOpen(!m_isOpen);
}

void ClaimRow::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copyValue();
    switch (event->key()) {
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return setOpen(!m_isOpen);
    case Qt::Key_Right:
    case Qt::Key_Left:
        return setOpen(event->key() == Qt::Key_Right);
    case Qt::Key_Up:
        return Q_EMIT moveRequested(-1);
    case Qt::Key_Down:
        return Q_EMIT moveRequested(1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void ClaimRow::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy the value")), &QAction::triggered, this, &ClaimRow::copyValue);
    connect(menu->addAction(m_isOpen ? tr("Hide what it means") : tr("Show what it means")), &QAction::triggered, this,
        [this] { setOpen(!m_isOpen); });
    menu->popup(event->globalPos());
}

void ClaimRow::copyValue()
{
    Q_EMIT copyRequested(Secret(m_text.copied));
}

}
