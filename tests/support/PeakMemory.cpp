#include "tests/support/PeakMemory.h"

#include <QtCore/QFile>

namespace tessera {

namespace {

// Of /proc/self/status, in bytes.
qint64 statusOf(const QByteArray &name)
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed().split(' ').constFirst().toLongLong() * 1024;
    }
    return 0;
}

}

void PeakMemory::reset()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    if (file.open(QIODevice::WriteOnly))
        file.write("5"); // the high-water mark begins anew
    m_begin = statusOf("VmRSS");
}

qint64 PeakMemory::ownNow() const
{
    return statusOf("RssAnon");
}

qint64 PeakMemory::growth() const
{
    return qMax<qint64>(statusOf("VmHWM") - m_begin, 0);
}

}
