#include "app/base/Completion.h"

#include <QtCore/QThread>
#include <QtTest/QTest>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace tessera;

class tst_Completion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsOnceAndLater();
    void runsInTheThreadOfItsContext();
    void isSilentWithoutItsContext();
    void contextMayGoWhileAnotherThreadAnswers();
    void ofManyAnswersTheFirstCounts();
};

void tst_Completion::runsOnceAndLater()
{
    QList<int> answers;
    const Completion<int> completion(this, [&](int answer) { answers += answer; });
    const Completion<int> copy = completion;
    QVERIFY(completion);
    completion.deliver(1);
    QVERIFY(answers.isEmpty());
    QVERIFY(!copy);
    copy.deliver(2);
    QTRY_COMPARE(answers, QList<int>{1});
    QCoreApplication::sendPostedEvents();
    QCOMPARE(answers, QList<int>{1});
    QVERIFY(!Completion<int>());
    Completion<int>().deliver(1); // nobody waits
}

void tst_Completion::runsInTheThreadOfItsContext()
{
    QThread *ranIn = nullptr;
    const Completion<int> completion(this, [&](int) { ranIn = QThread::currentThread(); });
    std::thread([&] { completion.deliver(1); }).join();
    QTRY_COMPARE(ranIn, thread());
}

void tst_Completion::isSilentWithoutItsContext()
{
    int answers = 0;
    auto context = std::make_unique<QObject>();
    const Completion<int> before(context.get(), [&](int) { ++answers; });
    const Completion<int> after(context.get(), [&](int) { ++answers; });
    before.deliver(1); // on its way when the context goes
    context.reset();
    QVERIFY(!after);
    after.deliver(1);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(answers, 0);
}

// What a sanitizer of threads or addresses would say about; without one a crash does.
void tst_Completion::contextMayGoWhileAnotherThreadAnswers()
{
    constexpr int rounds = 3000;
    std::atomic<int> posted = -1;
    std::vector<Completion<int>> completions(rounds);
    int answers = 0;
    std::thread other([&] {
        for (int i = 0; i < rounds; ++i) {
            while (posted < i)
                std::this_thread::yield();
            completions[std::size_t(i)].deliver(i);
        }
    });
    for (int i = 0; i < rounds; ++i) {
        auto context = std::make_unique<QObject>();
        completions[std::size_t(i)] = Completion<int>(context.get(), [&](int) { ++answers; });
        posted = i;
        if (i % 3 == 0)
            std::this_thread::yield();
        if (i % 5 == 0)
            QCoreApplication::sendPostedEvents(context.get());
        context.reset();
    }
    other.join();
    QCoreApplication::sendPostedEvents();
    QVERIFY(answers <= rounds);
}

void tst_Completion::ofManyAnswersTheFirstCounts()
{
    for (int round = 0; round < 200; ++round) {
        std::atomic<int> answers = 0;
        const Completion<int> completion(this, [&](int) { ++answers; });
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([completion, i] { completion.deliver(i); });
        for (std::thread &thread : threads)
            thread.join();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(answers.load(), 1);
    }
}

QTEST_GUILESS_MAIN(tst_Completion)
#include "tst_Completion.moc"
