#include "ui/response/AnswerHead.h"

#include "ui/response/AnswerFigures.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TabStrip.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>

namespace tessera::ui {

AnswerHead::AnswerHead(const Theme &theme, TabStrip &tabs, SegmentedControl &attempts, AnswerFigures &figures, QWidget *parent)
    : QWidget(parent)
    , m_tabs(tabs)
    , m_attempts(attempts)
    , m_figures(figures)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(theme.px(6), 0, theme.px(14), 0);
    layout->setSpacing(theme.px(12));
    layout->addWidget(&tabs);
    layout->addStretch(1);
    layout->addWidget(&attempts, 0, Qt::AlignVCenter);
    layout->addWidget(&figures, 0, Qt::AlignVCenter);
}

bool AnswerHead::event(QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) // something in it came, went or grew
        fit();
    return QWidget::event(event);
}

void AnswerHead::fit()
{
    const QMargins margins = layout()->contentsMargins();
    const int gap = layout()->spacing();
    int room = width() - margins.left() - margins.right();
    for (const QWidget *before : {static_cast<QWidget *>(&m_tabs), static_cast<QWidget *>(&m_attempts)})
        room -= before->isHidden() ? 0 : before->sizeHint().width() + gap;
    m_figures.fitTo(room);
}

}
