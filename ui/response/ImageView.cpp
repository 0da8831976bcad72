#include "ui/response/ImageView.h"

#include "ui/theme/Theme.h"

#include <QtGui/QClipboard>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QWheelEvent>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double room = 16, least = 0.02, most = 32, step = 1.25;

}

ImageView::ImageView(const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(u"imageView"_s);
    setAccessibleName(tr("Picture in the body"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Window);
    viewport()->setAutoFillBackground(true);
    connect(&theme, &Theme::changed, this, &ImageView::measure);
}

void ImageView::setFile(const ImageFile &file)
{
    m_file = file;
    m_zoom.reset();
    measure();
}

QString ImageView::caption() const
{
    if (m_file.image.isNull())
        return {};
    QString text = m_file.format;
    if (!m_file.size.isEmpty())
        text += tr(", %1 × %2").arg(m_file.size.width()).arg(m_file.size.height());
    if (m_file.frames > 1)
        text += tr(", the first of %1 pictures").arg(m_file.frames);
    if (const int percent = int(std::lround(zoom() * 100)); percent != 100)
        text += tr(", shown at %1 %").arg(percent);
    return text;
}

double ImageView::fitting() const
{
    const QSizeF own = m_file.size.isEmpty() ? QSizeF(m_file.image.size()) : QSizeF(m_file.size);
    const double side = 2 * m_theme.px(room);
    return std::min({1.0, (viewport()->width() - side) / own.width(), (viewport()->height() - side) / own.height()});
}

double ImageView::zoom() const
{
    return std::clamp(m_zoom.value_or(fitting()), least, most);
}

void ImageView::setZoom(std::optional<double> zoom)
{
    m_zoom = zoom;
    measure();
}

QSizeF ImageView::shownSize() const
{
    const QSizeF own = m_file.size.isEmpty() ? QSizeF(m_file.image.size()) : QSizeF(m_file.size);
    return own * zoom();
}

void ImageView::measure()
{
    if (!m_file.image.isNull()) {
        const QSizeF wanted = shownSize() + QSizeF(1, 1) * 2 * m_theme.px(room);
        const auto set = [](QScrollBar *bar, int page, double size, bool fits) {
            bar->setPageStep(page);
            bar->setSingleStep(std::max(1, page / 20));
            bar->setRange(0, fits ? 0 : std::max(0, int(std::ceil(size)) - page));
        };
        set(horizontalScrollBar(), viewport()->width(), wanted.width(), !m_zoom);
        set(verticalScrollBar(), viewport()->height(), wanted.height(), !m_zoom);
    }
    viewport()->update();
    Q_EMIT captionChanged();
}

void ImageView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void ImageView::paintEvent(QPaintEvent *)
{
    if (m_file.image.isNull())
        return;
    QPainter painter(viewport());
    const QSizeF size = shownSize();
    const auto place = [](int whole, double part, const QScrollBar *bar, double side) {
        return part + 2 * side <= whole ? std::floor((whole - part) / 2) : side - bar->value();
    };
    const double side = m_theme.px(room);
    const QRectF target(QPointF(place(viewport()->width(), size.width(), horizontalScrollBar(), side),
                            place(viewport()->height(), size.height(), verticalScrollBar(), side)),
        size);
    if (m_file.image.hasAlphaChannel()) { // squares, so that what is clear is seen to be
        painter.save();
        painter.setClipRect(target);
        painter.fillRect(target, m_theme.color(Token::Panel));
        const int square = m_theme.px(8);
        const QRect seen = target.toAlignedRect() & viewport()->rect();
        for (int y = seen.top() / square; y <= seen.bottom() / square; ++y) {
            for (int x = seen.left() / square; x <= seen.right() / square; ++x) {
                if ((x + y) % 2 == 0)
                    painter.fillRect(x * square, y * square, square, square, m_theme.color(Token::Hairline));
            }
        }
        painter.restore();
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() < 4); // from there on its pixels are what one looks for
    painter.drawImage(target, m_file.image);
    painter.setPen(m_theme.color(Token::Line));
    painter.drawRect(target.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void ImageView::copy() const
{
    if (!m_file.image.isNull())
        QGuiApplication::clipboard()->setImage(m_file.image);
}

void ImageView::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return QAbstractScrollArea::wheelEvent(event);
    setZoom(std::clamp(zoom() * std::pow(step, event->angleDelta().y() / 120.0), least, most));
}

void ImageView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy the picture"), QKeySequence::Copy, this, &ImageView::copy);
    menu->addSeparator();
    menu->addAction(tr("Fit"), this, [this] { setZoom({}); })->setShortcut(QKeySequence(u"0"_s));
    menu->addAction(tr("Pixel by pixel"), this, [this] { setZoom(1); })->setShortcut(QKeySequence(u"1"_s));
    menu->popup(event->globalPos());
}

bool ImageView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy))
        event->accept();
    return QAbstractScrollArea::event(event);
}

void ImageView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copy();
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return setZoom(std::min(most, zoom() * step));
    case Qt::Key_Minus:
        return setZoom(std::max(least, zoom() / step));
    case Qt::Key_0:
        return setZoom({});
    case Qt::Key_1:
        return setZoom(1);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

}
