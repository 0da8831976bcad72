#include "tests/bench/support/Figure.h"
#include "tests/bench/support/ProbedProgram.h"
#include "tests/bench/support/ReturningUser.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTimer>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

struct Idle {
    double memory = 0; // MB
    double wakeUps = 0; // a second
};

Idle idle(const QString &program, const QString &data)
{
    constexpr int seconds = 5;
    bench::ProbedProgram window(program, u"url"_s, data, true);
    (void)window.untilPainted();
    QProcess front; // takes the focus, and shares nothing with Qt
    front.setStandardOutputFile(QProcess::nullDevice());
    front.start(u"xev"_s, {u"-geometry"_s, u"100x100+3000+300"_s});
    Idle found;
    found.memory = window.memory() / 1e6;
    const qint64 before = window.wakeUps();
    QTimer::singleShot(seconds * 1000, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    found.wakeUps = double(window.wakeUps() - before) / seconds;
    front.kill();
    front.waitForFinished();
    return found;
}

}

// The program's proportional share of memory five seconds after its first paint, and how often its threads wake up in the
// five seconds that follow. Nobody touches it, and its window is not in front.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const bench::ReturningUser user;
    std::vector<double> wakeUps;
    const auto ours = [&] {
        const Idle found = idle(u"probed-tessera"_s, user.folder());
        wakeUps.push_back(found.wakeUps);
        return found.memory;
    };
    const auto memory = bench::inTurn(5, ours, [&] { return idle(u"probed-window"_s, user.folder()).memory; });
    bench::report({u"idle/memory"_s, memory.ours, memory.base, u"MB"_s, 1.6});
    bench::report({u"idle/wake-ups"_s, bench::quantile(wakeUps, 0.5), 1, u"/s"_s, 1});
}
