#include "app/json/JsonIndex.h"
#include "tests/bench/support/BodySample.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"
#include "tests/bench/ui/base/PlainScreen.h"
#include "tests/bench/ui/support/BodyWindow.h"
#include "ui/widgets/CodeView.h"

#include <QtCore/QTimer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QScrollBar>

#include <random>
#include <thread>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

constexpr int frames = 1000;

// Everything that is to be painted in a window, now.
void paint(QWidget &window)
{
    QEvent update(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(&window, &update);
}

double p99(const std::vector<double> &times)
{
    return bench::quantile(times, 0.99);
}

class Screens {
public:
    explicit Screens(bench::BodyWindow &body)
        : m_body(body)
        , m_plain(body.theme().font(ui::TextRole::Mono), body.theme().px(18))
    {
        m_plain.resize(m_body.text().viewport()->size());
        m_plain.move(1300, 0); // what lies behind others is not painted
        m_plain.show();
        QTimer::singleShot(300, qApp, [] { QCoreApplication::exit(); }); // until it is on the screen
        QCoreApplication::exec();
    }

    void showSome(int i)
    {
        ui::CodeView &text = m_body.text();
        const qint64 row = qint64(m_random() % quint64(text.verticalScrollBar()->maximum() + 1));
        text.showRow(row);
        paint(m_body.window());
        bench::demand(text.firstRow() == row, "the view did not scroll");
        if (i % 100 == 0) // a sample of what was shown, for the plain one
            m_screens.append(seen());
    }

    // p99 of a frame: what the window's thread needs to show another place.
    double ours()
    {
        m_random.seed(7);
        m_screens.clear();
        std::vector<double> times;
        for (int i = 0; i < frames; ++i)
            times.push_back(bench::Stopwatch::processor([&] { showSome(i); }));
        return p99(times);
    }

    double plain()
    {
        std::vector<double> times;
        for (int i = 0; i < frames; ++i) {
            const QStringList &lines = m_screens.at(i % m_screens.size());
            times.push_back(bench::Stopwatch::processor([&] {
                m_plain.setLines(lines);
                paint(m_plain);
            }));
        }
        return p99(times);
    }

    // The same while a body comes, a piece a frame: all that the window's thread does from one frame to the next.
    double whileLoading(const QByteArray &sample)
    {
        const auto body = std::make_shared<BodyStore>();
        std::atomic<int> frame = 0;
        std::thread writer([&] {
            const qint64 piece = sample.size() / frames;
            for (qint64 at = 0, number = 0; at < sample.size(); at += piece, ++number) {
                while (number > frame + 20)
                    std::this_thread::sleep_for(std::chrono::microseconds(200));
                (void)body->append(QByteArrayView(sample).sliced(at, std::min(piece, sample.size() - at)));
            }
            body->finish();
        });
        m_body.begin(body);
        std::vector<double> times;
        std::optional<bench::Stopwatch> watch;
        QTimer frameTimer, growth;
        QObject::connect(&growth, &QTimer::timeout, &growth, [&] { m_body.advance(); });
        QObject::connect(&frameTimer, &QTimer::timeout, &frameTimer, [&] {
            if (m_body.text().verticalScrollBar()->maximum() < 1000 || !m_body.index())
                return; // nothing to scroll in yet
            if (watch)
                times.push_back(watch->processor());
            watch.emplace();
            showSome(++frame);
            if (frame == frames)
                QCoreApplication::exit();
        });
        growth.start(50);
        frameTimer.start(0);
        QCoreApplication::exec();
        writer.join();
        return p99(times);
    }

private:
    QStringList seen() const
    {
        QStringList lines;
        const ui::CodeView &text = m_body.text();
        for (const ui::CodeRow &row : text.document().rows(text.firstRow(), text.viewport()->height() / m_body.theme().px(18) + 1)) {
            bench::demand(!row.spans.isEmpty() || row.text.trimmed().size() <= 2, "a row is not highlighted");
            lines.append(QString::number(row.line + 1) + u' ' + row.text + (row.remark.isEmpty() ? QString() : u"   "_s + row.remark));
        }
        return lines;
    }

    bench::BodyWindow &m_body;
    bench::PlainScreen m_plain;
    std::mt19937_64 m_random;
    QList<QStringList> m_screens;
};

}

// A thousand places anywhere in a body, laid out and highlighted, against plainly painting as much text (lines, their numbers
// and what is said behind them) in a widget of the same size. Times are the processor's in the window's thread: what it waits for the X server tells nothing of either.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QByteArray sample = bench::BodySample::usual(100'000'000);
    bench::BodyWindow window;
    window.fill([&](BodyStore &body) { bench::demand(bool(body.append(sample)), "no memory"); });
    Screens screens(window);
    const auto plain = [&] { return screens.plain(); };

    const auto usual = bench::inTurn(5, [&] { return screens.ours(); }, plain);
    bench::report({u"scroll/100-MB"_s, usual.ours, usual.base, u"ms"_s, 1.3});
    const auto loading = bench::inTurn(5, [&] { return screens.whileLoading(sample); }, plain);
    bench::report({u"scroll/while-loading"_s, loading.ours, loading.base, u"ms"_s, 1.3});
    window.fill([&](BodyStore &body) {
        bench::BodySample::usualInPieces(1'000'000'000, [&](QByteArrayView piece) { bench::demand(bool(body.append(piece)), "no room"); });
    });
    const auto large = bench::inTurn(5, [&] { return screens.ours(); }, plain);
    bench::report({u"scroll/1-GB"_s, large.ours, large.base, u"ms"_s, 1.3});
}
