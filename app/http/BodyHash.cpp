#include "app/http/BodyHash.h"

#include "app/http/BodyReader.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QThreadPool>

namespace tessera::BodyHash {

namespace {

constexpr qsizetype atOnce = 256 * 1024;

Result<QByteArray> read(const BodySource &source)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray buffer(atOnce, Qt::Uninitialized);
    BodyReader reader(source);
    for (;;) {
        const auto got = reader.read(buffer.data(), buffer.size());
        if (!got)
            return failure(got.error());
        if (*got == 0)
            return hash.result().toHex();
        hash.addData(QByteArrayView(buffer).first(qsizetype(*got)));
    }
}

}

QByteArray ofMemory(const BodySource &source)
{
    return QCryptographicHash::hash(source.bytes(), QCryptographicHash::Sha256).toHex();
}

void sha256(const BodySource &source, ResultCompletion<QByteArray> completion)
{
    if (source.isInMemory())
        return completion.deliver(ofMemory(source));
    QThreadPool::globalInstance()->start([source, completion] { completion.deliver(read(source)); });
}

}
