#include "ui/response/PreparedBody.h"

#include "app/json/JsonText.h"
#include "ui/response/HtmlText.h"
#include "ui/widgets/HiddenCharacters.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PreparedBody", text);
}

// Laid out anew where it is JSON; else as it is, and why.
QString prettyJson(const QByteArray &utf8, const QString &text, const BodyProbe &probe, QStringList *notes)
{
    const auto pretty = JsonText::indented(utf8);
    if (pretty) {
        if (!probe.type.isJson() && !probe.type.type.isEmpty())
            *notes += tr("The server calls this %1; it is JSON.").arg(QString::fromUtf8(probe.type.type.left(80)));
        return QString::fromUtf8(*pretty);
    }
    const JsonFault &fault = pretty.error();
    if (probe.type.isJson())
        *notes += tr("This is not JSON, although the server says so. Line %1, column %2: %3").arg(fault.line).arg(fault.column).arg(fault.message);
    return text;
}

}

PreparedBody PreparedBody::of(const QByteArray &bytes, const BodyProbe &probe, BodyForm form, bool isWhole)
{
    PreparedBody body;
    body.form = form;
    if (form == BodyForm::Image) {
        body.image = probe.isSvg ? ImageFile::readSvg(bytes) : ImageFile::read(bytes);
        return body;
    }
    if (form == BodyForm::Hex)
        return body;
    const auto decoded = probe.encoding.decode(bytes, isWhole);
    if (decoded.hasBadBytes)
        body.notes += tr("Some bytes are not %1; they are shown as %2.").arg(probe.encoding.name(), QString(QChar(QChar::ReplacementCharacter)));
    body.notes += HiddenCharacters::note(decoded.text);
    QString text = decoded.text;
    const bool isJson = probe.kind == BodyProbe::Kind::Json;
    if (form == BodyForm::Text)
        text = htmlText(decoded.text);
    else if (form == BodyForm::Pretty && isJson && isWhole)
        text = prettyJson(probe.encoding.isUtf8() ? bytes : decoded.text.toUtf8(), decoded.text, probe, &body.notes);
    body.lines = CodeLines(text, isJson || probe.kind == BodyProbe::Kind::JsonLines ? Syntax::Json : Syntax::Plain);
    return body;
}

}
