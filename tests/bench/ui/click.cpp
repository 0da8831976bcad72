#include "tests/bench/base/BareRequests.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/SmallServer.h"
#include "tests/bench/support/Stopwatch.h"
#include "tests/bench/ui/base/BareWindow.h"
#include "tests/bench/ui/support/OpenProgram.h"
#include "tests/bench/ui/support/PaintWait.h"
#include "ui/widgets/CodeView.h"

#include <QtCore/QProcess>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <optional>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

// A process of its own, with Qt's own style: for each expected number on standard input a request by libcurl alone and one
// repaint of the bare window, its time to standard output.
int answerBase(const QByteArray &url)
{
    bench::BareWindow window;
    window.move(1300, 0);
    window.show();
    QTimer::singleShot(1000, qApp, [] { QCoreApplication::exit(); });
    QCoreApplication::exec();
    bench::BareRequests easy(url);
    int number = 0;
    while (std::scanf("%d", &number) == 1) {
        const QByteArray expected = bench::SmallServer::body(number);
        const double time = bench::Stopwatch::wall([&] {
            const QByteArray body = easy.one();
            bench::demand(body == expected, "the bare request failed");
            window.setAnswer(QString::fromUtf8(body));
            window.repaint();
        });
        std::printf("%f\n", time);
        std::fflush(stdout);
    }
    return 0;
}

class Base {
public:
    explicit Base(const QByteArray &url)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QCoreApplication::applicationFilePath(), {QString::fromLatin1(url)});
    }
    ~Base()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished();
    }

    double time(int number)
    {
        m_process.write(QByteArray::number(number) + '\n');
        while (!m_process.canReadLine())
            bench::demand(m_process.waitForReadyRead(30'000), "the bare window did not answer");
        return m_process.readLine().trimmed().toDouble();
    }

private:
    QProcess m_process;
};

}

// From pressing Send until the answer, a small JSON object that is another one each time, is painted, against libcurl alone
// and one repaint of the bare window with the answer in it. Wall time: the I/O thread and the server work at it.
int main(int argc, char **argv)
{
    std::optional<bench::SmallServer> server;
    if (argc == 1)
        server.emplace();
    QApplication app(argc, argv);
    if (!server)
        return answerBase(argv[1]);
    bench::OpenProgram program(server->url());
    Base base(server->url());
    int number = 0;
    bench::PaintWait painted(*program.answer().viewport());
    const auto ours = [&] {
        const QString shown = u"\"number\": %1,"_s.arg(10'000'000 + number++);
        return bench::Stopwatch::wall([&] {
            painted.run([&] { program.send(); }, [&] { return program.answer().text().contains(shown); });
        });
    };
    const auto medians = bench::inTurn(31, ours, [&] { return base.time(number++); });
    bench::report({u"click"_s, medians.ours, medians.base, u"ms"_s, 2});
}
