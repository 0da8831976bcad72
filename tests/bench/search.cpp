#include "app/http/BodySearch.h"
#include "tests/bench/base/MemmemCount.h"
#include "tests/bench/support/BodySample.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryFile>
#include <QtCore/QTimer>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

struct Found {
    double time = 0; // ms until all are counted
    double held = 0; // ms that the window's thread was held at most, by all that it did meanwhile
    qint64 count = 0;
};

// As the window does it: in the background, with the count shown as it grows.
Found search(const std::shared_ptr<BodyStore> &body, const SearchQuery &query)
{
    Found found;
    const auto pattern = BytePattern::compile(query);
    bench::demand(pattern.has_value(), "the pattern was refused");
    found.time = bench::Stopwatch::wall([&] {
        BodySearch search(body, *pattern);
        const auto hold = [&](const std::function<void()> &work) { found.held = std::max(found.held, bench::Stopwatch::undisturbed(work)); };
        QObject::connect(&search, &BodySearch::advanced, &search, [&] {
            hold([&] {
                found.count = search.count();
                (void)search.spread(800);
                (void)search.hitsIn(body->size() / 2, body->size() / 2 + 10'000);
                (void)search.hit(search.count() / 2);
            });
        });
        QObject::connect(&search, &BodySearch::finished, qApp, &QCoreApplication::quit);
        search.advance();
        QCoreApplication::exec();
        hold([&] { found.count = search.count(); });
    });
    return found;
}

}

// 100 MB, every hit counted, against memmem on the same bytes and ripgrep on the same file. Wall time: the search has a thread
// of its own, and ripgrep a process.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const auto body = std::make_shared<BodyStore>();
    bench::demand(bool(body->append(bench::BodySample::usual(100'000'000))), "no memory");
    body->finish();
    double held = 0;
    const auto measure = [&](const SearchQuery &query, qint64 *count) {
        const Found found = search(body, query);
        held = std::max(held, found.held);
        *count = found.count;
        return found.time;
    };
    qint64 count = 0, expected = 0;
    const auto memmem = [&](const QByteArray &needle) {
        return bench::Stopwatch::wall([&] { expected = bench::memmemCount(body->bytes(), needle); });
    };

    const auto literal = bench::inTurn(
        7, [&] { return measure({u"second line"_s}, &count); }, [&] { return memmem("second line"); });
    bench::demand(count == expected && count > 0, "literal: another count");
    bench::report({u"search/literal"_s, literal.ours, literal.base, u"ms"_s, 1.5});

    const auto ignoring = bench::inTurn(
        7, [&] { return measure({u"SECOND Line"_s, SearchQuery::How::Literal, true}, &count); }, [&] { return memmem("second line"); });
    bench::demand(count == expected, "ignoring case: another count");
    bench::report({u"search/ignoring-case"_s, ignoring.ours, ignoring.base, u"ms"_s, 4});

    const auto wide = bench::inTurn(
        7, [&] { return measure({u"москва"_s, SearchQuery::How::Literal, true}, &count); }, [&] { return memmem("Москва"); });
    bench::demand(count == expected, "ignoring case of other scripts: another count");
    bench::report({u"search/ignoring-case-cyrillic"_s, wide.ours, wide.base, u"ms"_s, 4});

    QTemporaryFile file;
    bench::demand(file.open() && file.write(body->bytes().data(), body->size()) == body->size() && file.flush(), "no room for the file");
    const QString regex = u"\"lat\":-?[0-9]+\\.[0-9]*7,"_s;
    const auto ripgrep = [&] {
        QProcess process;
        QByteArray output;
        const double time = bench::Stopwatch::wall([&] {
            process.start(u"rg"_s, {u"--count-matches"_s, u"--no-config"_s, regex, file.fileName()});
            process.waitForFinished(-1);
        });
        expected = process.readAllStandardOutput().trimmed().toLongLong();
        return time;
    };
    const auto regular
        = bench::inTurn(7, [&] { return measure({regex, SearchQuery::How::Regex, false}, &count); }, ripgrep);
    bench::demand(count == expected && count > 0, "regex: another count (is ripgrep there?)");
    bench::report({u"search/regex"_s, regular.ours, regular.base, u"ms"_s, 2});

    qint64 many = 0;
    (void)measure({u"a"_s}, &many); // where it has most to show
    bench::report({u"search/window-held"_s, held, 16.7, u"ms"_s, 0.5});
}
