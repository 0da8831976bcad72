#include "app/run/SecretMarks.h"

#include "app/base/Redactor.h"
#include "app/http/UrlText.h"

#include <QtCore/QSet>

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
    const auto collect = [&redactor](const auto &items, QList<QByteArray> &names) {
        QSet<QByteArray> known(names.cbegin(), names.cend());
        for (const auto &item : items) {
            if (known.contains(item.name) || !isSecret(item.name, item.value, redactor))
                continue;
            known.insert(item.name);
            names += item.name;
        }
    };
    collect(request.headers, request.secretHeaders);
    collect(UrlText::queryItems(request.url), request.secretQueryItems);
    const QByteArray body = request.body.bytes().left(judgedBytes); // files are not looked into
    if (redactor.body(body) != body)
        request.bodyIsSecret = true;
}

}
