#include "tests/bench/program/probe/PaintProbe.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QFile>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

#include <cstdio>
#include <ctime>

namespace tessera::bench {

PaintProbe::PaintProbe(QObject *parent)
    : QObject(parent)
    , m_widget(qEnvironmentVariable("TESSERA_BENCH_WIDGET"))
{
    parent->installEventFilter(this);
}

bool PaintProbe::eventFilter(QObject *watched, QEvent *event)
{
    if (!watched->isWidgetType())
        return false;
    if (event->type() == QEvent::Paint && !m_isPainted && watched->objectName() == m_widget) {
        m_isPainted = true;
        // After this event everything has been painted and given to the system.
        QMetaObject::invokeMethod(this, &PaintProbe::tellPainted, Qt::QueuedConnection);
    }
    return false;
}

void PaintProbe::tellPainted()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    std::printf("painted %lld\n", static_cast<long long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec);
    std::fflush(stdout);
    if (qEnvironmentVariableIsSet("TESSERA_BENCH_IDLE"))
        QTimer::singleShot(5000, this, &PaintProbe::tellMemory);
}

void PaintProbe::tellMemory()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    qint64 share = 0;
    if (file.open(QIODevice::ReadOnly) && !QApplication::focusWindow()) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("Pss:"))
                share = line.mid(4).trimmed().split(' ').constFirst().toLongLong() * 1024;
        }
    }
    std::printf("memory %lld\n", static_cast<long long>(share));
    std::fflush(stdout);
}

static void beginProbe()
{
    new PaintProbe(QCoreApplication::instance());
}
Q_COREAPP_STARTUP_FUNCTION(beginProbe)

}
