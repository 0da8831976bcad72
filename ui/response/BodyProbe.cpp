#include "ui/response/BodyProbe.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodyProbe", text);
}

// The first bytes of the pictures that Qt may draw.
QString imageNameOf(QByteArrayView bytes)
{
    if (bytes.startsWith("\x89PNG\r\n\x1a\n"))
        return u"PNG"_s;
    if (bytes.startsWith("\xff\xd8\xff"))
        return u"JPEG"_s;
    if (bytes.startsWith("GIF87a") || bytes.startsWith("GIF89a"))
        return u"GIF"_s;
    if (bytes.size() >= 12 && bytes.startsWith("RIFF") && bytes.sliced(8).startsWith("WEBP"))
        return u"WebP"_s;
    if (bytes.size() >= 26 && bytes.startsWith("BM") && bytes.sliced(6, 4) == QByteArrayView("\0\0\0\0", 4))
        return u"BMP"_s;
    if (bytes.startsWith(QByteArrayView("\0\0\1\0", 4)))
        return u"ICO"_s;
    return {};
}

// Control characters that no text holds: most of them, in its first part.
bool isBinary(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t' && c != u'\f' && c.unicode() != 0x1b && c.unicode() != 0x1e;
    });
}

bool beginsWith(QStringView trimmed, QStringView word)
{
    return trimmed.startsWith(word, Qt::CaseInsensitive);
}

// A whole value on the first line, and another begins on the next.
bool looksLikeLines(QStringView trimmed)
{
    if (!trimmed.startsWith(u'{'))
        return false;
    const auto end = trimmed.indexOf(u'\n');
    const QStringView next = end < 0 ? QStringView() : trimmed.sliced(end).trimmed();
    return next.startsWith(u'{') && trimmed.first(end).trimmed().endsWith(u'}');
}

BodyProbe::Kind kindOfText(QStringView trimmed, const MediaType &type)
{
    using Kind = BodyProbe::Kind;
    if (type.isEventStream())
        return Kind::EventStream;
    if (type.isJsonLines())
        return Kind::JsonLines;
    if (type.isJson())
        return looksLikeLines(trimmed) ? Kind::JsonLines : Kind::Json;
    if (looksLikeLines(trimmed))
        return Kind::JsonLines;
    if (trimmed.startsWith(u'{') || trimmed.startsWith(u'['))
        return Kind::Json;
    if (type.isHtml() || beginsWith(trimmed, u"<!doctype html") || beginsWith(trimmed, u"<html"))
        return Kind::Html;
    if (type.isXml() || beginsWith(trimmed, u"<?xml") || beginsWith(trimmed, u"<svg"))
        return Kind::Xml;
    return trimmed.startsWith(u'<') ? Kind::Html : Kind::Text;
}

// "<svg", or after declarations and comments: good enough for a form to choose, the drawing itself is checked.
bool looksLikeSvg(QStringView trimmed, const MediaType &type)
{
    if (type.isSvg() || beginsWith(trimmed, u"<svg"))
        return true;
    return (beginsWith(trimmed, u"<?xml") || beginsWith(trimmed, u"<!--")) && trimmed.contains(u"<svg"_s, Qt::CaseInsensitive);
}

}

BodyProbe BodyProbe::of(QByteArrayView first, const QByteArray &contentType)
{
    BodyProbe probe;
    probe.type = MediaType::of(contentType);
    if (first.isEmpty())
        return probe;
    first = first.first(std::min<qsizetype>(first.size(), wanted));
    const QString called = QString::fromUtf8(probe.type.type.left(80));
    probe.imageName = imageNameOf(first);
    if (!probe.imageName.isEmpty()) {
        probe.kind = Kind::Image;
        if (!probe.type.type.isEmpty() && !probe.type.type.startsWith("image/") && probe.type.type != "application/octet-stream")
            probe.notes += tr("The server calls this %1; it is a picture (%2).").arg(called, probe.imageName);
        return probe;
    }
    probe.encoding = TextEncoding::of(first, probe.type.charset);
    const auto decoded = probe.encoding.decode(first, false);
    const QStringView text(decoded.text);
    if (isBinary(text) || (probe.type.isBinary() && probe.encoding.markSize == 0 && decoded.hasBadBytes)) {
        probe.kind = Kind::Binary;
        probe.encoding = {};
        if (!probe.type.type.isEmpty() && !probe.type.isBinary() && (probe.type.type.startsWith("text/") || probe.type.isJson() || probe.type.isXml()))
            probe.notes += tr("The server calls this %1; its bytes are no text.").arg(called);
        return probe;
    }
    probe.notes = probe.encoding.notes;
    const QStringView trimmed = text.trimmed();
    probe.kind = kindOfText(trimmed, probe.type);
    probe.isSvg = (probe.kind == Kind::Xml || probe.kind == Kind::Html) && looksLikeSvg(trimmed, probe.type);
    if (probe.isSvg)
        probe.kind = Kind::Xml;
    if (probe.type.isBinary() && probe.type.type != "application/octet-stream")
        probe.notes += tr("The server calls this %1; it is text.").arg(called);
    return probe;
}

QList<BodyForm> BodyProbe::forms() const
{
    switch (kind) {
    case Kind::Empty:
        return {};
    case Kind::Json:
    case Kind::JsonLines:
        return {BodyForm::Pretty, BodyForm::Tree, BodyForm::Raw, BodyForm::Hex};
    case Kind::Xml:
        if (isSvg)
            return {BodyForm::Image, BodyForm::Pretty, BodyForm::Raw, BodyForm::Hex};
        return {BodyForm::Pretty, BodyForm::Raw, BodyForm::Hex};
    case Kind::Html:
        return {BodyForm::Raw, BodyForm::Text, BodyForm::Hex};
    case Kind::EventStream:
        return {BodyForm::Events, BodyForm::Raw, BodyForm::Hex};
    case Kind::Text:
        return {BodyForm::Raw, BodyForm::Hex};
    case Kind::Image:
        return {BodyForm::Image, BodyForm::Hex};
    case Kind::Binary:
        return {BodyForm::Hex};
    }
    Q_UNREACHABLE();
}

}
