#include "tests/bench/support/ProbedProgram.h"

#include "tests/bench/support/Figure.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <ctime>

namespace tessera::bench {

using namespace Qt::StringLiterals;

namespace {

qint64 monotonic()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

}

ProbedProgram::ProbedProgram(const QString &name, const QString &widget, const QString &data, bool isIdle)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TESSERA_BENCH_WIDGET"_s, widget);
    environment.insert(u"XDG_DATA_HOME"_s, data);
    if (isIdle)
        environment.insert(u"TESSERA_BENCH_IDLE"_s, u"1"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setProgram(QCoreApplication::applicationDirPath() + u'/' + name);
    m_started = monotonic();
    m_process.start();
}

ProbedProgram::~ProbedProgram()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5000))
        m_process.kill();
    m_process.waitForFinished(5000);
}

qint64 ProbedProgram::told(const QByteArray &word)
{
    while (!m_process.canReadLine())
        demand(m_process.waitForReadyRead(30'000), "a program did not say what it was asked");
    const QList<QByteArray> line = m_process.readLine().trimmed().split(' ');
    demand(line.size() == 2 && line.at(0) == word && line.at(1).toLongLong() > 0, "a program said something else, or its window was focused");
    return line.at(1).toLongLong();
}

double ProbedProgram::untilPainted()
{
    return double(told("painted") - m_started) / 1e6;
}

double ProbedProgram::memory()
{
    return double(told("memory"));
}

qint64 ProbedProgram::wakeUps() const
{
    const QDir tasks(u"/proc/%1/task"_s.arg(m_process.processId()));
    qint64 count = 0;
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task + "/status"_L1));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("voluntary_ctxt_switches:"))
                count += line.mid(24).trimmed().toLongLong();
        }
    }
    return count;
}

}
