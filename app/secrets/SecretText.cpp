#include "app/secrets/SecretText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringDecoder>

namespace tessera {

Result<Done> checkSecretText(const Secret &secret)
{
    const QByteArray utf8 = secret.revealUtf8();
    if (utf8.contains('\0'))
        return failure(ErrorKind::Input,
            QCoreApplication::translate("SecretText", "This secret holds a NUL character; the keychain would cut it there."));
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder.decode(utf8);
    if (decoder.hasError())
        return failure(ErrorKind::Input,
            QCoreApplication::translate("SecretText", "This secret is not text; the keychain keeps only text."));
    return Done{};
}

}
