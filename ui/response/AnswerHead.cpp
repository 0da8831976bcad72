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

namespace {

constexpr int attemptsPlace = 2; // in the line: behind the tabs and what keeps them to the left

}

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
    return QWidget::event(event);
}

void AnswerHead::fit()
{
    const QMargins margins = m_line->contentsMargins();
    int room = width() - margins.left() - margins.right();
    if (!m_tabs.isHidden())
        room -= m_tabs.sizeHint().width() + m_line->spacing();
    const int attempts = m_attempts.isHidden() ? 0 : m_attempts.sizeHint().width() + m_line->spacing();
    const bool isBelow = attempts > 0 && m_figures.wholeWidth() + attempts > room;
    if (isBelow != (m_below->count() > 0)) {
        (isBelow ? m_line : m_below)->removeWidget(&m_attempts);
        if (isBelow)
            m_below->addWidget(&m_attempts, 0, Qt::AlignLeft);
        else
            m_line->insertWidget(attemptsPlace, &m_attempts, 0, Qt::AlignVCenter);
    }
    m_figures.fitTo(isBelow ? room : room - attempts);
}

}
