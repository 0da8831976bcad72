#include "app/http/BodyStore.h"
#include "app/json/JsonIndex.h"
#include "tests/bench/base/DomPointers.h"
#include "tests/bench/support/BodySample.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"

#include <random>

using namespace tessera;

// 100 MB until 1,000 random JSON Pointers are answered: one thread alone, its processor time.
int main()
{
    constexpr int count = 1000;
    BodyStore body;
    bench::demand(bool(body.append(bench::BodySample::usual(100'000'000))), "no memory");
    body.finish();

    std::vector<std::string> pointers;
    {
        const auto index = JsonIndex::of(body.bytes());
        std::mt19937_64 random(2);
        for (int i = 0; i < count; ++i)
            pointers.push_back(index->pointer(index->nodeAt(qint64(random() % quint64(body.size()))).value()).toStdString());
    }
    const auto ours = [&](std::vector<QByteArray> &found) {
        const auto index = JsonIndex::of(body.bytes());
        bench::demand(!index->fault(), "the body was refused");
        for (const std::string &pointer : pointers) {
            QStringList segments = QString::fromStdString(pointer).split(u'/').mid(1);
            const auto node = index->find(segments.replaceInStrings(QStringLiteral("~1"), QStringLiteral("/"))
                                              .replaceInStrings(QStringLiteral("~0"), QStringLiteral("~")));
            // Strings and the like are copied on both sides; of an object or list its bytes are at hand, and some of these
            // pointers lead to the root: to copy the whole body is not what is asked.
            const QByteArrayView value = node ? index->value(*node) : QByteArrayView("nothing");
            found.push_back(value.first(node && node->isContainer() ? 1 : value.size()).toByteArray());
        }
    };

    // The same answers.
    std::vector<QByteArray> own;
    ours(own);
    const auto other = bench::domPointers(body.bytes(), pointers);
    bench::demand(other.size() == own.size(), "simdjson refused the body");
    for (int i = 0; i < count; ++i) {
        const QByteArray mine = own[std::size_t(i)], theirs = QByteArray::fromStdString(other[std::size_t(i)]);
        const bool isSame = mine[0] == '"' ? QByteArray(mine).replace("\\\"", "\"").replace("\\n", "\n") == '"' + theirs + '"'
            : mine[0] == '{' || mine[0] == '[' ? theirs == mine.first(1)
                                               : theirs == mine || theirs.toDouble() == mine.toDouble();
        bench::demand(isSame, qPrintable(QStringLiteral("another answer to ") + QString::fromStdString(pointers[std::size_t(i)])));
    }
    const auto medians = bench::inTurn(
        7, [&] { return bench::Stopwatch::processor([&] { std::vector<QByteArray> found; ours(found); }); },
        [&] { return bench::Stopwatch::processor([&] { (void)bench::domPointers(body.bytes(), pointers); }); });
    bench::report({QStringLiteral("tree"), medians.ours, medians.base, QStringLiteral("ms"), 1});
}
