#include "tests/bench/support/Figure.h"
#include "tests/bench/support/ProbedProgram.h"
#include "tests/bench/support/ReturningUser.h"

#include <QtCore/QCoreApplication>

using namespace tessera;
using namespace Qt::StringLiterals;

// From starting the process until the request that was open is painted; for a newcomer, the page of APIs to try. The first
// round, which fills the caches, does not count. Wall time.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const bench::ReturningUser user;
    const auto base = [&] { return bench::ProbedProgram(u"probed-window"_s, u"url"_s, user.folder()).untilPainted(); };
    const auto returning = bench::inTurn(
        15, [&] { return bench::ProbedProgram(u"probed-tessera"_s, u"url"_s, user.folder()).untilPainted(); }, base);
    bench::report({u"start"_s, returning.ours, returning.base, u"ms"_s, 1.5});
    const auto newcomer = [] {
        const QTemporaryDir folder;
        return bench::ProbedProgram(u"probed-tessera"_s, u"welcomeTitle"_s, folder.path()).untilPainted();
    };
    const auto first = bench::inTurn(15, newcomer, base);
    bench::report({u"start/newcomer"_s, first.ours, first.base, u"ms"_s, 1.5});
}
