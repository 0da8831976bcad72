#include "app/http/SentOnceBody.h"

#include <cstring>

namespace tessera {

SentOnceBody::SentOnceBody(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 SentOnceBody::bytesAvailable() const
{
    return m_body.size() - m_at + QIODevice::bytesAvailable();
}

qint64 SentOnceBody::readData(char *data, qint64 size)
{
    if (atEnd())
        return -1;
    const qsizetype count = qMin<qsizetype>(size, m_body.size() - m_at);
    std::memcpy(data, m_body.constData() + m_at, std::size_t(count));
    m_at += count;
    return count;
}

qint64 SentOnceBody::writeData(const char *, qint64)
{
    return -1;
}

}
