#include "app/run/SecretMarks.h"

#include "app/base/Redactor.h"
#include "app/http/UrlText.h"

namespace tessera {

namespace {

constexpr qsizetype judgedBytes = 1024 * 1024;

bool isSecret(const QByteArray &name, const QByteArray &value, const Redactor &redactor)
{
    const QString text = QString::fromUtf8(value);
    return redactor.isSecretName(QString::fromUtf8(name)) || redactor.text(text) != text;
}

}

void markSecrets(HttpRequest &request, const Redactor &redactor)
{
    for (const HttpHeader &header : std::as_const(request.headers)) {
        if (isSecret(header.name, header.value, redactor) && !request.secretHeaders.contains(header.name))
            request.secretHeaders += header.name;
    }
    for (const UrlText::QueryItem &item : UrlText::queryItems(request.url)) {
        if (isSecret(item.name, item.value, redactor) && !request.secretQueryItems.contains(item.name))
            request.secretQueryItems += item.name;
    }
    const QByteArray body = request.body.bytes().left(judgedBytes); // files are not looked into
    if (redactor.body(body) != body)
        request.bodyIsSecret = true;
}

}
