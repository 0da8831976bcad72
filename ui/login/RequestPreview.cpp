#include "ui/login/RequestPreview.h"

#include "app/auth/flow/RequestBuilder.h"
#include "app/json/JsonReader.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// Stands in for a secret while the request is built: letters and digits pass through every encoding but base64.
const QLatin1StringView stand("TesseraMasksThisSecret");

QString masked(const QString &text)
{
    return QString(text).replace(stand, RequestPreview::mask());
}

QString maskedHeader(const QByteArray &value)
{
    const qsizetype blank = value.indexOf(' ');
    const bool hidesIt = QByteArray::fromBase64(value.mid(blank + 1)).contains(stand.data());
    if (hidesIt)
        return QString::fromUtf8(value.left(blank + 1)) + RequestPreview::mask();
    return masked(QString::fromUtf8(value));
}

QString maskedBody(const QByteArray &body)
{
    const auto json = parseJson(body, QString());
    return masked(json && json->is_structured() ? QString::fromUtf8(toBytes(*json)).trimmed() : QString::fromUtf8(body));
}

}

QString RequestPreview::mask()
{
    return QString(8, u'•');
}

Result<RequestPreview> RequestPreview::of(const AuthProfile &profile, const RequestTemplate &request, const QString &baseUrl,
    const QMap<QString, QString> &values, const QStringList &secrets)
{
    const auto lookup = [&](const QString &name) -> std::optional<QString> {
        if (name == "baseUrl"_L1)
            return baseUrl;
        if (secrets.contains(name))
            return stand;
        return values.value(name); // what is not asked for here is not known yet, and empty
    };
    const auto built = RequestBuilder::build(request, {profile, baseUrl, {}, lookup});
    if (!built)
        return failure(built.error());
    RequestPreview preview;
    preview.method = QString::fromUtf8(built->method);
    preview.url = masked(QString::fromUtf8(built->url));
    for (const HttpHeader &header : built->headers)
        preview.headers.append({QString::fromUtf8(header.name), maskedHeader(header.value)});
    preview.body = maskedBody(built->body.bytes());
    return preview;
}

QString RequestPreview::host() const
{
    const qsizetype scheme = url.indexOf("://"_L1);
    const qsizetype slash = scheme < 0 ? -1 : url.indexOf(u'/', scheme + 3);
    return scheme < 0 ? QString() : url.left(slash < 0 ? url.size() : slash);
}

QString RequestPreview::path() const
{
    const QString path = url.mid(host().size());
    const qsizetype query = path.indexOf(u'?');
    return query < 0 ? path : path.left(query);
}

QString RequestPreview::toText() const
{
    QString text = method + u' ' + url + u'\n';
    for (const auto &[name, value] : headers)
        text += name + u": "_s + value + u'\n';
    if (!body.isEmpty())
        text += u'\n' + body + u'\n';
    return text;
}

}
