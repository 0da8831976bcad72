#include "ui/widgets/ElidedLabel.h"

#include "ui/widgets/ToolTip.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

namespace tessera::ui {

namespace {

// What a line can't show as it is must not break it in two.
QString singleLine(QString text)
{
    for (QChar &c : text) {
        if (c == u'\n' || c == u'\r' || c == u'\t')
            c = u' ';
    }
    return text;
}

}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setTexts(const QString &whole, const QString &brief)
{
    m_brief = brief;
    setText(whole);
    updateGeometry();
    update();
}

QString ElidedLabel::shownText() const
{
    return isElided() && !m_brief.isEmpty() ? m_brief : text();
}

bool ElidedLabel::isElided() const
{
    return fontMetrics().horizontalAdvance(singleLine(text())) > contentsRect().width();
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int least = m_brief.isEmpty() ? fontMetrics().horizontalAdvance(u'…') * 2 : fontMetrics().horizontalAdvance(singleLine(m_brief));
    return {least, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    const QString shown = fontMetrics().elidedText(singleLine(shownText()), m_mode, contentsRect().width());
    painter.drawText(contentsRect(), int(alignment() | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(text()), this);
        return true;
    }
    return TextLabel::event(event);
}

}
