#include "tests/bench/base/BareDownload.h"
#include "tests/bench/support/BodySample.h"
#include "tests/bench/support/BodyServer.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"
#include "tests/bench/ui/base/PlainScreen.h"
#include "tests/bench/ui/support/OpenProgram.h"
#include "tests/bench/ui/support/PaintWait.h"
#include "ui/composer/RequestTab.h"
#include "ui/response/ResponseView.h"
#include "ui/widgets/CodeView.h"

#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

constexpr int screen = 30; // rows

// From pressing Send until the first screen of the answer is painted; what is still to come is then cancelled.
double firstScreen(bench::OpenProgram &program)
{
    ui::CodeView &answer = program.answer();
    const auto *before = &answer.document();
    bench::PaintWait painted(*answer.viewport());
    const double time = bench::Stopwatch::wall([&] {
        painted.run([&] { program.send(); }, [&] { return &answer.document() != before && answer.document().rowCount() >= screen; });
    });
    const auto rows = answer.document().rows(0, screen);
    bench::demand(rows.size() == screen && rows.constFirst().text.startsWith(u'[') && std::any_of(rows.cbegin(), rows.cend(), [](const ui::CodeRow &row) {
        return row.text.contains("\"guid\""_L1) && !row.spans.isEmpty();
    }),
        "the first screen shows something else");
    program.tab().cancel();
    QTimer::singleShot(300, qApp, [] { QCoreApplication::exit(); }); // it lets go of the body
    QCoreApplication::exec();
    bench::demand(!program.tab().response().isWaiting(), "the request was not cancelled");
    return time;
}

}

// Wall time: the I/O thread, the indexes' and the server work at it.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QByteArray sample = bench::BodySample::usual(100'000'000);
    const bench::BodyServer hundred(sample), thousand(sample, 10);
    bench::OpenProgram program(hundred.url()), larger(thousand.url(), 1300);
    bench::PlainScreen plain(program.answer().font(), 18);
    plain.resize(program.answer().viewport()->size());
    plain.move(2600, 0);
    plain.show();

    const auto base = [&] {
        return bench::Stopwatch::wall([&] {
            const QByteArray first = bench::bareBeginning(hundred.url(), 64 * 1024);
            bench::demand(first == sample.first(64 * 1024), "the bare download failed");
            const QStringList lines = QString::fromUtf8(first).split(u'\n');
            plain.setLines(lines.mid(0, screen));
            plain.repaint();
        });
    };
    const auto first = bench::inTurn(11, [&] { return firstScreen(program); }, base);
    bench::report({u"first-screen"_s, first.ours, first.base, u"ms"_s, 1.5});
    const auto sizes = bench::inTurn(11, [&] { return firstScreen(larger); }, [&] { return firstScreen(program); });
    bench::report({u"first-screen/1-GB"_s, sizes.ours, sizes.base, u"ms"_s, 1.1});
}
