#include "ui/theme/Icon.h"

#include "ui/theme/Theme.h"

#include <QtCore/QFile>
#include <QtCore/QMetaEnum>
#include <QtGui/QIconEngine>
#include <QtGui/QPainter>
#include <QtGui/QPixmapCache>
#include <QtSvg/QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QPixmap rendered(Icon icon, const QColor &color, const QSize &pixels)
{
    const QString key = u"tessera-icon/%1/%2/%3x%4"_s.arg(int(icon))
                            .arg(color.name(QColor::HexArgb))
                            .arg(pixels.width())
                            .arg(pixels.height());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;

    QFile file(iconFile(icon));
    QByteArray drawing = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    drawing.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(drawing);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixels)));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class ThemedIconEngine final : public QIconEngine
{
public:
    ThemedIconEngine(const Theme &theme, Icon icon, Token token)
        : m_theme(theme)
        , m_icon(icon)
        , m_token(token)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(rect.width(), rect.height());
        const qreal ratio = painter->device()->devicePixelRatioF();
        const QPoint corner(rect.left() + (rect.width() - side) / 2, rect.top() + (rect.height() - side) / 2);
        const int pixels = std::max(1, int(std::lround(side * ratio)));
        painter->drawPixmap(QRect(corner, QSize(side, side)), rendered(m_icon, color(mode), {pixels, pixels}));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return rendered(m_icon, color(mode), size.expandedTo({1, 1}));
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

    QIconEngine *clone() const override { return new ThemedIconEngine(*this); }

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const
    {
        return m_theme.color(mode == QIcon::Disabled ? Token::Faint : m_token);
    }

    const Theme &m_theme;
    Icon m_icon;
    Token m_token;
};

}

QString iconFile(Icon icon)
{
    QString name;
    for (QChar c : QString::fromLatin1(QMetaEnum::fromType<Icon>().valueToKey(int(icon)))) {
        if (c.isUpper() && !name.isEmpty())
            name += u'-';
        name += c.toLower();
    }
    return u":/resources/icons/%1.svg"_s.arg(name);
}

QIcon themedIcon(const Theme &theme, Icon icon, Token token)
{
    return QIcon(new ThemedIconEngine(theme, icon, token));
}

QPixmap iconPixmap(Icon icon, const QColor &color, int size, qreal pixelRatio)
{
    const int pixels = std::max(1, int(std::lround(size * pixelRatio)));
    QPixmap pixmap = rendered(icon, color, {pixels, pixels});
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

}
