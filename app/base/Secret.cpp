#include "app/base/Secret.h"

#include <QtCore/QCryptographicHash>

namespace tessera {

using namespace Qt::StringLiterals;

Secret::Secret(const QString &text)
    : m_utf8(text.toUtf8())
{
}

Secret::Secret(QByteArray utf8)
    : m_utf8(std::move(utf8))
{
}

Secret &Secret::operator=(const Secret &other)
{
    if (this != &other) {
        wipe();
        m_utf8 = other.m_utf8;
    }
    return *this;
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_utf8 = std::move(other.m_utf8);
        other.m_utf8.clear();
    }
    return *this;
}

Secret::~Secret()
{
    wipe();
}

QString Secret::reveal() const
{
    return QString::fromUtf8(m_utf8);
}

QString Secret::fingerprint() const
{
    return QString::fromLatin1(QCryptographicHash::hash(m_utf8, QCryptographicHash::Sha256).toHex().left(8));
}

QString Secret::masked() const
{
    constexpr qsizetype shown = 6;
    constexpr qsizetype longEnough = 24; // fewer characters than this and six of them would give too much away
    const QString bullets(10, u'•');
    return m_utf8.size() >= longEnough ? QString::fromUtf8(m_utf8.left(shown)) + bullets : bullets;
}

void Secret::wipe()
{
    // Only the last holder may overwrite: data() on shared bytes would copy them first and wipe the copy.
    if (m_utf8.isDetached() && !m_utf8.isEmpty()) {
        volatile char *bytes = m_utf8.data();
        for (qsizetype i = 0; i < m_utf8.size(); ++i)
            bytes[i] = 0;
    }
    m_utf8.clear();
}

}
