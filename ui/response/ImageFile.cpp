#include "ui/response/ImageFile.h"

#include "ui/response/SafeSvg.h"
#include "ui/widgets/Quantity.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtGui/QImageReader>
#include <QtGui/QPainter>
#include <QtSvg/QSvgRenderer>

#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal svgTextSize = 16; // units of the drawing
constexpr int svgSide = 1600; // drawings without a useful size of their own, and very large ones

QString tr(const char *text)
{
    return QCoreApplication::translate("ImageFile", text);
}

QString saveIt()
{
    return tr("Save it to open it with another program.");
}

qint64 pixelsOf(QSize size)
{
    return qint64(size.width()) * size.height();
}

QString nameOf(const QByteArray &format)
{
    return format == "webp" ? u"WebP"_s : QString::fromLatin1(format.toUpper());
}

}

Result<ImageFile> ImageFile::read(const QByteArray &bytes)
{
    if (bytes.size() > mostBytes)
        return failure(ErrorKind::Parse, tr("This picture is a file of %1, too large to be shown here.").arg(Quantity::size(bytes.size())), saveIt());
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    const QByteArray format = QImageReader::imageFormat(&buffer);
    // What reads files in many forms of old is best left alone; SVG has its own way.
    static const QByteArrayList readable{"png", "jpeg", "gif", "webp", "bmp", "ico"};
    if (!readable.contains(format))
        return failure(ErrorKind::Parse, tr("This picture can't be shown here: its format is not known."), saveIt());
    QImageReader reader(&buffer, format);
    ImageFile file;
    file.format = nameOf(format);
    file.size = reader.size();
    if (!file.size.isValid() || file.size.isEmpty())
        return failure(ErrorKind::Parse, tr("This picture is broken: it does not say how large it is."), saveIt());
    if (pixelsOf(file.size) > mostPixels) {
        return failure(ErrorKind::Parse, tr("This picture says that it is %1 × %2 pixels, too large to be shown here.").arg(file.size.width()).arg(file.size.height()), saveIt());
    }
    reader.setAutoTransform(true);
    if (pixelsOf(file.size) > mostShown)
        reader.setScaledSize(file.size * std::sqrt(double(mostShown) / double(pixelsOf(file.size))));
    if (reader.supportsAnimation() && format != "webp") // counting those of a WebP would unpack them
        file.frames = qMax(1, reader.imageCount());
    file.image = reader.read();
    if (file.image.isNull())
        return failure(ErrorKind::Parse, tr("This picture is broken: %1.").arg(reader.errorString()), saveIt());
    return file;
}

Result<ImageFile> ImageFile::readSvg(const QByteArray &bytes)
{
    if (bytes.size() > mostSvgBytes)
        return failure(ErrorKind::Parse, tr("This drawing is a file of %1, too large to be shown here.").arg(Quantity::size(bytes.size())), saveIt());
    const auto safe = safeSvg(bytes);
    if (!safe)
        return failure(safe.error());
    QSvgRenderer renderer(*safe);
    if (!renderer.isValid())
        return failure(ErrorKind::Parse, tr("This drawing is broken: nothing in it can be drawn."), tr("Look at its text, or save it."));
    ImageFile file;
    file.format = u"SVG"_s;
    file.size = renderer.defaultSize();
    QSize drawn = file.size.isEmpty() ? QSize(svgSide, svgSide) : file.size;
    // Sharp on fine screens, and bounded whatever it says.
    drawn = drawn.width() <= svgSide && drawn.height() <= svgSide ? drawn * 2 : drawn.scaled(svgSide * 2, svgSide * 2, Qt::KeepAspectRatio);
    file.image = QImage(drawn.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    file.image.fill(Qt::transparent);
    QPainter painter(&file.image);
    // For text that does not say how large it is: CSS's "medium". Qt draws in points as if they were the drawing's units, and
    // nothing where a font has its size in pixels.
    QFont medium = painter.font();
    medium.setPointSizeF(svgTextSize);
    painter.setFont(medium);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter);
    return file;
}

}
