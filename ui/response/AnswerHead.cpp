#include "ui/response/AnswerHead.h"

#include "ui/response/AnswerFigures.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TabStrip.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

AnswerHead::AnswerHead(const Theme &theme, TabStrip &tabs, SegmentedControl &attempts, AnswerFigures &figures, QWidget *parent)
    : QWidget(parent)
    , m_tabs(tabs)
    , m_attempts(attempts)
    , m_figures(figures)
    , m_line(new QHBoxLayout)
    , m_below(new QHBoxLayout)
{
    m_line->setContentsMargins(theme.px(6), 0, theme.px(14), 0);
    m_line->setSpacing(theme.px(12));
    m_line->addWidget(&tabs);
    m_line->addStretch(1);
    m_line->addWidget(&attempts, 0, Qt::AlignVCenter);
    m_line->addWidget(&figures, 0, Qt::AlignVCenter);
    m_below->setContentsMargins(theme.px(12), theme.px(6), theme.px(12), 0);
    m_below->setSpacing(theme.px(12));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_line);
    layout->addWidget(new Rule(theme));
    layout->addLayout(m_below);
}

bool AnswerHead::event(QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) // something in it came, went or grew
        fit();
    else if (event->type() == QEvent::ParentChange && parentWidget())
        parentWidget()->installEventFilter(this);
    return QWidget::event(event);
}

bool AnswerHead::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(watched, event);
}

void AnswerHead::fit()
{
    const QMargins margins = m_line->contentsMargins(), marginsBelow = m_below->contentsMargins();
    const QWidget *answer = parentWidget();
    int room = width() - margins.left() - margins.right();
    if (!m_tabs.isHidden())
        room -= m_tabs.sizeHint().width() + m_line->spacing();
    const int attempts = m_attempts.isHidden() ? 0 : m_attempts.sizeHint().width() + m_line->spacing();
    const bool isTall = answer && answer->height() > answer->width();
    const bool areFiguresBelow = isTall && m_figures.briefWidth() > room;
    const bool isChoiceBelow = attempts > 0 && (areFiguresBelow || m_figures.wholeWidth() + attempts > room);
    place(isChoiceBelow, areFiguresBelow);
    const int below = width() - marginsBelow.left() - marginsBelow.right();
    m_figures.fitTo(areFiguresBelow ? below - attempts : isChoiceBelow ? room : room - attempts);
}

void AnswerHead::place(bool isChoiceBelow, bool areFiguresBelow)
{
    if (isChoiceBelow == (m_below->indexOf(&m_attempts) >= 0) && areFiguresBelow == (m_below->indexOf(&m_figures) >= 0))
        return;
    for (QWidget *part : {static_cast<QWidget *>(&m_attempts), static_cast<QWidget *>(&m_figures)}) {
        m_line->removeWidget(part);
        m_below->removeWidget(part);
    }
    (isChoiceBelow ? m_below : m_line)->addWidget(&m_attempts, 0, Qt::AlignLeft | Qt::AlignVCenter);
    (areFiguresBelow ? m_below : m_line)->addWidget(&m_figures, 0, Qt::AlignLeft | Qt::AlignVCenter);
    // The figures begin with a button, whose sign is to stand in line with what is below it.
    QMargins margins = m_below->contentsMargins();
    margins.setLeft(areFiguresBelow && !isChoiceBelow ? m_line->contentsMargins().left() : margins.right());
    m_below->setContentsMargins(margins);
}

QSize AnswerHead::minimumSizeHint() const
{
    const QMargins margins = m_line->contentsMargins();
    return {m_tabs.minimumSizeHint().width() + margins.left() + margins.right(), QWidget::minimumSizeHint().height()};
}

}
