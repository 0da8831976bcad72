#include "app/json/JsonIndex.h"
#include "tests/bench/support/BodySample.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/ui/support/BodyWindow.h"
#include "ui/widgets/CodeView.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <random>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 large = 100'000'000, largest = 1'000'000'000;

// Of this process, in bytes: a line of /proc/self/status.
double memory(const QByteArray &name)
{
    QFile file(u"/proc/self/status"_s);
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith(name + ':'))
                return line.mid(name.size() + 1).trimmed().split(' ').first().toDouble() * 1024;
        }
    }
    return 0;
}

void append(BodyStore &body, QByteArrayView piece)
{
    bench::demand(bool(body.append(piece)), "the body was not taken");
}

void fill(BodyStore &body, const QString &kind)
{
    if (kind != "dense"_L1)
        return bench::BodySample::usualInPieces(kind == "usual"_L1 ? large : largest, [&](QByteArrayView records) {
            constexpr qsizetype piece = 100'000; // as a transfer brings them
            for (qsizetype at = 0; at < records.size(); at += piece)
                append(body, records.sliced(at, std::min(piece, records.size() - at)));
        });
    append(body, "[0");
    while (body.size() < large)
        append(body, QByteArray(",1,2,3,4,5,6,7,8,9").repeated(1000));
    append(body, "]");
}

// A process of its own: a body comes, is shown Pretty and looked at everywhere. Says what it took at most beside what the
// window took without it; of the largest, which lies in a file, what is private in the end.
int show(const QString &kind)
{
    bench::BodyWindow window;
    const double before = kind == "largest"_L1 ? memory("RssAnon") : memory("VmRSS");
    window.fill([&](BodyStore &body) { fill(body, kind); });
    ui::CodeView &text = window.text();
    bench::demand(text.document().rowCount() > 1'000'000, "rows are missing");
    std::mt19937_64 random(3);
    for (int i = 0; i < 2000; ++i) {
        text.showRow(qint64(random() % quint64(text.document().rowCount())));
        text.viewport()->repaint();
        if (i % 100 == 0) {
            text.setFolded(text.firstRow() + 5, true);
            (void)window.index()->pointer(*window.index()->nodeAt(qint64(random() % quint64(window.index()->bytes().size()))));
        }
    }
    std::printf("%.0f\n", memory(kind == "largest"_L1 ? "RssAnon" : "VmHWM") - before);
    return 0;
}

double measured(const QString &kind)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(), {kind});
    process.waitForFinished(-1);
    bench::demand(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, "the body was not shown");
    return process.readAllStandardOutput().trimmed().toDouble() / 1e6;
}

}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (argc > 1)
        return show(QString::fromLocal8Bit(argv[1]));
    for (const auto &[kind, name, bar] : {std::tuple{u"usual"_s, u"usual"_s, 2.0}, {u"dense"_s, u"dense"_s, 3.0}, {u"largest"_s, u"private-at-1-GB"_s, 1.0}}) {
        std::vector<double> taken;
        for (int i = 0; i < 5; ++i)
            taken.push_back(measured(kind));
        bench::report({u"body-memory/"_s + name, bench::quantile(taken, 0.5), large / 1e6, u"MB"_s, bar});
    }
}
