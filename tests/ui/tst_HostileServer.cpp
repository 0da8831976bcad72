#include "tests/support/PeakMemory.h"
#include "tests/support/StallWatch.h"
#include "tests/support/TestCertificates.h"
#include "tests/ui/RequestTabTest.h"
#include "ui/response/JsonTreeView.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRegularExpression>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QTableView>

#include <zlib.h>

#include <algorithm>
#include <atomic>
#include <ctime>
#include <thread>
#include <vector>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A server that misbehaves in each way of the rules of trust 1 to 10 and 41 to 45, and the window in front of it: what it
// shows is what happened, and it stays alive. The transport's own tests know more of each way; here the whole of it is at
// work, from the tab to the wire.
class tst_HostileServer : public RequestTabTest {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { closeTab(); }

    void aStallWouldBeNoticed_data();
    void aStallWouldBeNoticed();
    void aBusyMachineIsNoStall();
    void growthWouldBeNoticed();
    void brokenAnswersAreNeverSuccess_data();
    void brokenAnswersAreNeverSuccess();
    void bodiesAreShownAsWhatTheyAre_data();
    void bodiesAreShownAsWhatTheyAre();
    void hostileBodiesHoldUpNobody_data();
    void hostileBodiesHoldUpNobody();
    void endlessBodiesAreCancelled();
    void eventsAreShownWhileTheyCome();
    void largeBodiesTakeTheirSize();
    void aGigabyteIsRead();
    void slowServersAreCancelled_data();
    void slowServersAreCancelled();
    void aTypedLimitEndsIt_data();
    void aTypedLimitEndsIt();
    void oneBadServerHoldsUpNobody();
    void hugeHeadsHoldUpNobody_data();
    void hugeHeadsHoldUpNobody();
    void nothingSecretFollowsARedirect_data();
    void nothingSecretFollowsARedirect();
    void badLocationsAreNotFollowed_data();
    void badLocationsAreNotFollowed();
    void cookiesStayAtHome();
    void badCertificatesAreNamed_data();
    void badCertificatesAreNamed();
    void badProxiesAreNamed_data();
    void badProxiesAreNamed();
    void linesInHeadersNeverLeave();

private:
    QLabel *label(const char *name) const { return m_tab->response().findChild<QLabel *>(QString::fromLatin1(name)); }
    QString textOf(const char *name) const { return label(name)->isVisible() ? label(name)->text() : QString(); }
    bool isIncomplete() const { return label("incomplete")->isVisible(); }
    bool isFailure() const { return label("failureTitle")->isVisible(); }
    // All that can be read in the answer now.
    QString words() const
    {
        QStringList words;
        for (const QLabel *shown : m_tab->response().findChildren<QLabel *>()) {
            if (shown->isVisible() && !shown->text().isEmpty())
                words += shown->text();
        }
        return words.join(u'\n');
    }
    RequestDocument document(const QByteArray &url) const
    {
        RequestDocument document;
        document.url = QString::fromLatin1(url);
        return document;
    }
    void send(const RequestDocument &document)
    {
        m_tab->setDraft({document, document, {}});
        url().setFocus();
        m_memory.reset();
        m_stalls.begin();
        QTest::keyClick(&url(), Qt::Key_Return);
    }
    bool sendAndWait(const RequestDocument &document)
    {
        QSignalSpy finished(m_sender, &RequestSender::finished);
        send(document);
        return finished.wait(60'000);
    }
    // What follows an answer in other threads has come, and is painted.
    void rest()
    {
        QVERIFY(QTest::qWaitFor([] { return QThreadPool::globalInstance()->activeThreadCount() == 0; }, 60'000));
        bool hasTurned = false;
        QTimer::singleShot(20, this, [&hasTurned] { hasTurned = true; });
        QVERIFY(QTest::qWaitFor([&hasTurned] { return hasTurned; }));
    }
    bool isAlive() const { return m_stalls.isWithinBar(); }
    QByteArray stall() const { return m_stalls.words(); }

    StallWatch m_stalls;
    PeakMemory m_memory;
};

namespace {

constexpr qint64 MB = 1'000'000;

// Of this thread's own time.
void workFor(std::chrono::milliseconds time)
{
    const auto used = [] {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
    };
    const auto end = used() + time;
    while (used() < end) { }
}

RawServer::Script once(const QByteArray &answer)
{
    return [answer](RawConnection &connection) {
        if (!connection.readRequest().isEmpty())
            connection.send(answer);
    };
}

QByteArray ok(const QByteArray &body, const QByteArray &type)
{
    return RawServer::ok(body, type.isEmpty() ? QByteArray() : "Content-Type: " + type + "\r\n");
}

// `piece` again and again, so that the server needs no memory for it.
RawServer::Script streaming(const QByteArray &head, const QByteArray &first, const QByteArray &piece, qint64 times, const QByteArray &last)
{
    return [=](RawConnection &connection) {
        if (connection.readRequest().isEmpty() || !connection.send("HTTP/1.1 200 OK\r\n" + head + "\r\n" + first))
            return;
        for (qint64 i = 0; i < times; ++i) {
            if (!connection.send(piece))
                return;
        }
        connection.send(last);
    };
}

// So many zeros.
QByteArray compressed(qint64 size, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    const QByteArray zeros(int(MB), '\0');
    QByteArray result, out(int(MB), Qt::Uninitialized);
    for (qint64 done = 0; done < size; done += zeros.size()) {
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(zeros.constData()));
        stream.avail_in = uInt(zeros.size());
        do {
            stream.next_out = reinterpret_cast<Bytef *>(out.data());
            stream.avail_out = uInt(out.size());
            deflate(&stream, done + zeros.size() >= size ? Z_FINISH : Z_NO_FLUSH);
            result.append(out.constData(), out.size() - qsizetype(stream.avail_out));
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return result;
}

// A picture whose few bytes say that it is so large.
QByteArray pngOf(quint32 side)
{
    const auto number = [](quint32 n) {
        const char bytes[] = {char(n >> 24), char(n >> 16), char(n >> 8), char(n)};
        return QByteArray(bytes, sizeof bytes);
    };
    const auto chunk = [&](const QByteArray &name, const QByteArray &data) {
        const QByteArray checked = name + data;
        return number(quint32(data.size())) + checked + number(quint32(crc32(0, reinterpret_cast<const Bytef *>(checked.constData()), uInt(checked.size()))));
    };
    return "\x89PNG\r\n\x1a\n" + chunk("IHDR", number(side) + number(side) + QByteArray("\x08\x00\x00\x00\x00", 5))
        + chunk("IDAT", compressed(4 * MB, MAX_WBITS)) + chunk("IEND", {});
}

}

void tst_HostileServer::init()
{
    openTab();
    m_tab->resize(900, 700);
    // What is made once, fonts and icons, is no matter of any server.
    RawServer warm(RawServer::answering(ok("{\"a\":[1]}", "application/json")));
    QVERIFY(sendAndWait(document(warm.url())));
    QTRY_COMPARE(body(), u"{\n  \"a\": [\n    1\n  ]\n}"_s);
}

// What all others rest on: half as long as may be is fine, half as long again is not, whether the thread works or waits.
void tst_HostileServer::aStallWouldBeNoticed_data()
{
    QTest::addColumn<bool>("works");
    QTest::newRow("at work") << true;
    QTest::newRow("waiting") << false;
}

void tst_HostileServer::aStallWouldBeNoticed()
{
    QFETCH(bool, works);
    const auto standFor = [&](std::chrono::milliseconds time) {
        m_stalls.begin();
        QTimer::singleShot(0, this, [&] { works ? workFor(time) : std::this_thread::sleep_for(time); });
        rest();
    };
    standFor(StallWatch::most / 2);
    QVERIFY2(isAlive(), stall());
    standFor(StallWatch::most * 3 / 2);
    QVERIFY2(!isAlive(), stall());
}

void tst_HostileServer::aBusyMachineIsNoStall()
{
    std::atomic<bool> isOver = false;
    std::vector<std::thread> others;
    for (unsigned i = 0; i < 8 * std::thread::hardware_concurrency(); ++i)
        others.emplace_back([&isOver] { while (!isOver) { } });
    QElapsedTimer wall;
    m_stalls.begin();
    QTimer::singleShot(0, this, [&] {
        wall.start();
        workFor(StallWatch::most / 2);
        isOver = true;
    });
    const bool hasWorked = QTest::qWaitFor([&isOver] { return isOver.load(); }, 60'000);
    const auto took = wall.elapsed();
    isOver = true;
    for (std::thread &other : others)
        other.join();
    QVERIFY(hasWorked);
    rest();
    QVERIFY2(took > StallWatch::most.count(), QByteArray::number(took) + " ms: nobody was in the way");
    QVERIFY2(isAlive(), stall());
}

void tst_HostileServer::growthWouldBeNoticed()
{
    m_memory.reset();
    const QByteArray large(int(40 * MB), 'x');
    QVERIFY(m_memory.growth() > 35 * MB && large.size() > 0);
}

// Rule 44.
void tst_HostileServer::brokenAnswersAreNeverSuccess_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("says"); // somewhere in what is shown
    QTest::addColumn<QString>("keeps"); // of the body
    const QByteArray ok = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    const QByteArray chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
    const auto row = [](const char *name, const QByteArray &answer, const QString &says, const QString &keeps = {}) { QTest::newRow(name) << answer << says << keeps; };
    row("short body", ok + "Content-Length: 20\r\n\r\nhello", u"complete"_s, u"hello"_s);
    row("no body where one was promised", ok + "Content-Length: 20\r\n\r\n", u"complete"_s);
    row("bad chunk size", chunked + "5\r\nhello\r\nZZ\r\nworld\r\n0\r\n\r\n", {}, u"hello"_s);
    row("huge chunk size", chunked + "fffffffffffffffff\r\nhello\r\n0\r\n\r\n", {});
    row("cut chunk", chunked + "5\r\nhel", {}, u"hel"_s);
    row("no last chunk", chunked + "5\r\nhello\r\n", {}, u"hello"_s);
    row("two lengths", ok + "Content-Length: 5\r\nContent-Length: 9\r\n\r\nhello", {});
    row("negative length", ok + "Content-Length: -5\r\n\r\nhello", {});
    row("huge length", ok + "Content-Length: 99999999999999999999\r\n\r\nhello", {});
    row("lying gzip", ok + "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", {});
    row("truncated gzip", ok + "Content-Encoding: gzip\r\n\r\n" + compressed(MB, MAX_WBITS + 16).chopped(8), {});
    row("interim answer as the last", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", u"interim"_s);
    row("nothing at all", "", u"without an answer"_s);
    row("no HTTP", "SSH-2.0-OpenSSH_9.2\r\n", u"does not speak HTTP"_s);
    row("half a head", "HTTP/1.1 200 OK\r\nContent-Ty", {});
    row("a header that is none", "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", {});
    row("NUL in a header", QByteArray("HTTP/1.1 200 OK\r\nX-A: a\0b\r\n\r\n", 30), {});
}

void tst_HostileServer::brokenAnswersAreNeverSuccess()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, says);
    QFETCH(QString, keeps);
    RawServer server(once(answer));
    RequestDocument request = document(server.url());
    request.headers = {{true, u"Accept-Encoding"_s, u"gzip"_s}};
    QVERIFY(sendAndWait(request));
    rest();
    QVERIFY2(isIncomplete() || isFailure(), qPrintable(words()));
    QVERIFY2(words().contains(says), qPrintable(words()));
    QVERIFY2(!words().contains(u"The answer is complete"_s), qPrintable(words()));
    QVERIFY2(!words().contains(u"Nothing of the body has come yet"_s), qPrintable(words())); // it never will
    if (!keeps.isEmpty())
        QTRY_COMPARE(body(), keeps);
    if (isFailure())
        QVERIFY(!textOf("failureMessage").isEmpty());
    QVERIFY2(isAlive(), stall());
}

// Rules 42 and 43.
void tst_HostileServer::bodiesAreShownAsWhatTheyAre_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("shows"); // in the body
    QTest::addColumn<QString>("notes");
    const auto row = [](const char *name, const QByteArray &bytes, const QByteArray &type, const QString &shows, const QString &notes) {
        QTest::newRow(name) << bytes << type << shows << notes;
    };
    const QByteArray json = "application/json";
    row("numbers as written", "[18446744073709551616,1.10,1e400,-0]", json, u"18446744073709551616,\n  1.10,\n  1e400,\n  -0"_s, {});
    row("names twice, in their order", R"({"b":1,"a":2,"b":3})", json, u"\"b\": 1,\n  \"a\": 2,\n  \"b\": 3"_s, {});
    row("root scalar", "17", json, u"17"_s, {});
    row("lone surrogates", R"(["\ud800"])", json, uR"("\ud800")"_s, {});
    row("with a mark", "\xef\xbb\xbf[1]", json, u"[\n  1\n]"_s, {});
    row("broken JSON", "{\"a\": [1, oops", json, u"oops"_s, u"not JSON"_s);
    row("HTML that says JSON", "<html><b>no</b></html>", json, u"<html>"_s, u"not JSON"_s);
    row("JSON that says HTML", R"({"a":1})", "text/html", u"\"a\": 1"_s, u"it is JSON"_s);
    row("JSON that says it is a picture", R"({"a":1})", "image/png", u"\"a\": 1"_s, u"image/png"_s);
    row("UTF-16", QByteArray("\xff\xfe[\0\"\0\xe4\0\"\0]\0", 12), json, u"ä"_s, {});
    row("Latin-1, as it says", "caf\xe9", "text/plain; charset=iso-8859-1", u"café"_s, {});
    row("bytes that are no UTF-8", "[\"caf\xe9\"]", "application/json; charset=utf-8", u"\ufffd"_s, u"UTF-8"_s);
    row("charset that nobody knows", "[\"x\"]", "application/json; charset=klingon", u"\"x\""_s, u"klingon"_s);
    row("text that reads backwards", "[\"user\xe2\x80\xae" "gpj.exe\"]", json, u"gpj.exe"_s, u"direction"_s);
    row("bytes that say text", QByteArray("\0\1\2\3\0\1\2\3", 8), "text/plain", {}, u"no text"_s);
    row("a picture that says JSON", pngOf(4), json, {}, u"picture"_s);
    row("markup in a value", R"(["<img src=x onerror=alert(1)>"])", json, u"<img src=x onerror=alert(1)>"_s, {});
}

void tst_HostileServer::bodiesAreShownAsWhatTheyAre()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, type);
    QFETCH(QString, shows);
    QFETCH(QString, notes);
    RawServer server(once(ok(bytes, type)));
    QVERIFY(sendAndWait(document(server.url())));
    QTRY_VERIFY2(textOf("bodyNotes").contains(notes), qPrintable(textOf("bodyNotes")));
    if (!shows.isEmpty())
        QTRY_VERIFY2(body().contains(shows), qPrintable(body()));
    QVERIFY(!isIncomplete() && !isFailure());
    rest();
    QVERIFY2(isAlive(), stall());
}

// Rule 41.
void tst_HostileServer::hostileBodiesHoldUpNobody_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("piece");
    QTest::addColumn<int>("times");
    QTest::addColumn<QByteArray>("last");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("share"); // of memory, in sizes of the body
    const QByteArray json = "Content-Type: application/json\r\n", text = "Content-Type: text/plain\r\n";
    const auto row = [](const char *name, const QByteArray &head, const QByteArray &first, const QByteArray &piece, int times,
                         const QByteArray &last, bool isWhole = true, const QString &says = {}, int share = 2) {
        QTest::newRow(name) << head << first << piece << times << last << isWhole << says << share;
    };
    const QByteArray x(64'000, 'x');
    row("one line of 50 MB", text, {}, x, 780, {});
    row("one string of 10 MB", json, "[\"", x, 156, "\"]");
    row("one line of 10 MB of JSON", json, "[0", QByteArray(",1234567").repeated(8'000), 160, "]");
    row("a million names", json, "{\"n\":0", QByteArray(",\"name\":1").repeated(10'000), 100, "}", true, {}, 3); // as dense as can be
    row("100,000 levels", json, {}, QByteArray("[").repeated(10'000), 10, QByteArray("]").repeated(100'000));
    row("levels without end", json, {}, QByteArray("[").repeated(50'000), 120, {}, true, u"not JSON"_s, 16); // each is remembered until it ends
    row("10 MB of nothing that can be seen", text, {}, QByteArray("\xe2\x80\x8b\xe2\x80\xae").repeated(10'000), 170, {}, true, u"direction"_s);
    row("lines without end", text, {}, QByteArray("\n").repeated(64'000), 150, {});
    row("broken lines of JSON", "Content-Type: application/x-ndjson\r\n", {}, QByteArray("{\"a\":\n").repeated(10'000), 100, {});
    row("events without end", "Content-Type: text/event-stream\r\n", {}, QByteArray("data: x\n\n").repeated(5'000), 50, {});
    const QByteArray gzip = "Content-Encoding: gzip\r\n" + text;
    row("gzip bomb", gzip, compressed(400 * MB, MAX_WBITS + 16), {}, 0, {}, false, u"bomb"_s);
    row("deflate bomb", "Content-Encoding: deflate\r\n" + text, compressed(400 * MB, MAX_WBITS), {}, 0, {}, false, u"bomb"_s);
    row("picture bomb", "Content-Type: image/png\r\n", pngOf(60'000), {}, 0, {}, true, u"too large"_s);
    row("drawing bomb", "Content-Type: image/svg+xml\r\n",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><g id=\"a\"><rect/></g>" + [] {
            QByteArray groups;
            for (char c = 'b'; c < 'z'; ++c)
                groups += QByteArray("<g id=\"") + c + "\">" + (QByteArray("<use xlink:href=\"#") + char(c - 1) + "\"/>").repeated(10) + "</g>";
            return groups;
        }() + "</svg>", {}, 0, {});
    row("entity bomb", "Content-Type: application/xml\r\n", "<!DOCTYPE b [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><b>&b;</b>", {}, 0, {});
    row("a page of 20 MB", "Content-Type: text/html\r\n", "<html>", QByteArray("<p><b>x</b> <i>y</i>\n").repeated(3'000), 320, "</html>");
}

void tst_HostileServer::hostileBodiesHoldUpNobody()
{
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, piece);
    QFETCH(int, times);
    QFETCH(QByteArray, last);
    QFETCH(bool, isWhole);
    QFETCH(QString, says);
    RawServer server(streaming(head, first, piece, times, last));
    RequestDocument request = document(server.url());
    request.headers = {{true, u"Accept-Encoding"_s, u"gzip, deflate"_s}};
    QVERIFY(sendAndWait(request));
    QVERIFY2(isAlive(), "while it came: " + stall());
    QCOMPARE(isIncomplete(), !isWhole);
    QVERIFY2(isWhole || words().contains(says), qPrintable(words()));
    QTRY_VERIFY2_WITH_TIMEOUT(words().contains(says), qPrintable(words()), 30'000);
    // Looking at it from top to bottom.
    auto *code = m_tab->response().findChild<CodeView *>(u"bodyText"_s);
    if (code->isVisible()) {
        for (const auto key : {Qt::Key_End, Qt::Key_Home, Qt::Key_PageDown}) {
            QTest::keyClick(code, key, Qt::ControlModifier);
            rest();
        }
        code->showRow(code->document().rowCount() / 2);
    }
    rest();
    QVERIFY2(isAlive(), "when it was there: " + stall());
    const qint64 size = first.size() + piece.size() * times + last.size();
    QFETCH(int, share);
    QVERIFY2(m_memory.growth() < share * size + 30 * MB, QByteArray::number(m_memory.growth() / MB) + " MB for " + QByteArray::number(size / MB));
}

void tst_HostileServer::endlessBodiesAreCancelled()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n");
        const QByteArray piece = QByteArray("no end to it\n").repeated(5'000);
        while (connection.send(piece)) { }
    });
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send(document(server.url()));
    auto *code = m_tab->response().findChild<CodeView *>(u"bodyText"_s); // its text() would be many megabytes
    QTRY_VERIFY_WITH_TIMEOUT(code->isVisible() && code->document().rowCount() > 100'000, 20'000);
    // How much and how fast: four seconds of the program's clock have gone by.
    m_run->world.clock.advance(4s);
    static const QRegularExpression told(u"^([0-9.]+) MB, ([0-9.]+) MB/s$"_s);
    QTRY_VERIFY2(told.match(textOf("arrivalAmount")).hasMatch(), qPrintable(words()));
    const QRegularExpressionMatch match = told.match(textOf("arrivalAmount"));
    const double amount = match.captured(1).toDouble(), speed = match.captured(2).toDouble();
    QVERIFY2(speed > 0 && qAbs(amount / 4 - speed) < 0.1 + speed / 50, qPrintable(match.captured()));
    QCOMPARE(finished.size(), 0);
    QVERIFY(textOf("status").startsWith("200"_L1)); // its head was good, and it is said to be still coming
    QTest::keyClick(&url(), Qt::Key_Escape);
    QTRY_COMPARE(finished.size(), 1);
    rest();
    QVERIFY2(isIncomplete() || isFailure(), qPrintable(words()));
    QVERIFY2(isAlive(), stall());
}

// A server that has more to say, and nobody knows when.
void tst_HostileServer::eventsAreShownWhileTheyCome()
{
    RawServer server([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: first\ndata: {\"a\":1}\n\ndata: ha");
        connection.waitForRelease();
        connection.send("lf\n\n");
        connection.waitForClose();
    });
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send(document(server.url()));
    auto *list = m_tab->response().findChild<QTableView *>(u"eventList"_s);
    QTRY_VERIFY(list->isVisible() && list->model()->rowCount() == 1);
    QCOMPARE(list->model()->index(0, 2).data().toString(), u"first"_s);
    rest();
    QCOMPARE(list->model()->rowCount(), 1); // half an event is none
    server.release();
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(m_tab->response().findChild<CodeView *>(u"eventData"_s)->text(), u"half"_s);
    QCOMPARE(finished.size(), 0);
    QTest::keyClick(&url(), Qt::Key_Escape);
    QTRY_COMPARE(finished.size(), 1);
    QTRY_COMPARE(server.closedByClient(), 1);
    QCOMPARE(list->model()->rowCount(), 2);
    QVERIFY2(isAlive(), stall());
}

// Rule 41 and the bar body-memory, on a scale that a test has time for.
void tst_HostileServer::largeBodiesTakeTheirSize()
{
    constexpr int times = 1'000;
    const QByteArray item = R"({"id":123456,"name":"somebody","tags":["a","b"],"address":{"city":"Berlin","code":"10115"}},)";
    const QByteArray piece = item.repeated(1'000);
    RawServer server(streaming("Content-Type: application/json\r\n", "[", piece, times, "0]"));
    QVERIFY(sendAndWait(document(server.url())));
    const qint64 size = 3 + piece.size() * times;
    auto *code = m_tab->response().findChild<CodeView *>(u"bodyText"_s);
    QTRY_VERIFY_WITH_TIMEOUT(code->document().rowCount() > 10 * qint64(times) * 1'000, 60'000);
    QVERIFY2(isAlive(), stall());
    QVERIFY(!isIncomplete());
    QVERIFY2(m_memory.growth() < 2 * size + 30 * MB, QByteArray::number(m_memory.growth() / MB) + " MB for " + QByteArray::number(size / MB));
}

// Rule 41: all of it comes and is looked at from one end to the other; what is in memory is the index of it.
void tst_HostileServer::aGigabyteIsRead()
{
#ifndef TESSERA_OPTIMISED
    QSKIP("It takes minutes where the code is not optimised.");
#endif
    constexpr int pieces = 2'000, records = 5'000; // of 100 bytes each
    const QByteArray record = R"({"id":123456789,"name":"somebody","tags":["red","green"],"address":{"city":"Berlin","code":10115}},)" "\n";
    QCOMPARE(record.size(), 100);
    const QByteArray first = "[\"first\",\n", last = "\"needle\"]";
    RawServer server(streaming("Content-Type: application/json\r\n", first, record.repeated(records), pieces, last));
    const qint64 before = m_memory.ownNow();
    QVERIFY(sendAndWait(document(server.url())));
    QVERIFY2(isAlive(), "while it came: " + stall());
    QVERIFY(!isIncomplete() && !isFailure());
    auto *code = m_tab->response().findChild<CodeView *>(u"bodyText"_s);
    constexpr qint64 rowsOfOne = 12, rows = qint64(pieces) * records * rowsOfOne + 4;
    QTRY_COMPARE_WITH_TIMEOUT(code->document().rowCount(), rows, 120'000);
    rest();
    const auto rowIs = [&](qint64 row, const QString &text) {
        code->showRow(row);
        rest();
        return code->document().rows(row, 1).constFirst().text == text;
    };
    QVERIFY(rowIs(1, u"  \"first\","_s));
    QVERIFY(rowIs(2, u"  {"_s));
    QVERIFY(rowIs(rows / 2 / rowsOfOne * rowsOfOne + 3, u"    \"id\": 123456789,"_s));
    QVERIFY(rowIs(rows - 2, u"  \"needle\""_s));
    QVERIFY(rowIs(rows - 1, u"]"_s));
    QVERIFY2(isAlive(), "Pretty: " + stall());

    // All of it is searched, from the first byte to the last.
    m_tab->response().openFind();
    auto *field = m_tab->response().findChild<QLineEdit *>(u"findField"_s);
    const auto *summary = m_tab->response().findChild<QLabel *>(u"findSummary"_s);
    field->setText(u"needle"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(summary->text().contains(u"1 of 1"_s), qPrintable(summary->text()), 60'000);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(code->cursor().row, rows - 2);
    QVERIFY2(isAlive(), "Find: " + stall());

    const auto forms = m_tab->response().findChild<QWidget *>(u"bodyForm"_s)->findChildren<QAbstractButton *>();
    const auto toTree = std::find_if(forms.begin(), forms.end(), [](const QAbstractButton *form) { return form->text() == "Tree"_L1; });
    QVERIFY(toTree != forms.end());
    (*toTree)->click();
    auto *tree = m_tab->response().findChild<JsonTreeView *>(u"jsonTree"_s);
    QTRY_VERIFY(tree->isVisible());
    QModelIndex at = tree->model()->index(0, 0);
    while (tree->model()->hasChildren(at)) { // always the last one: ranges, and ranges of those
        tree->setCurrentIndex(at);
        tree->expand(at);
        rest();
        at = tree->model()->index(tree->model()->rowCount(at) - 1, 0, at);
        QVERIFY(at.isValid());
    }
    QCOMPARE(at.siblingAtColumn(1).data().toString(), u"\"needle\""_s);
    QCOMPARE(at.data().toString(), u"[%1]"_s.arg(qint64(pieces) * records + 1));
    QVERIFY2(isAlive(), "Tree: " + stall());
    QVERIFY2(m_memory.ownNow() - before < 100 * MB, QByteArray::number((m_memory.ownNow() - before) / MB) + " MB of its own");
}

// Rule 45.
void tst_HostileServer::slowServersAreCancelled_data()
{
    QTest::addColumn<QByteArray>("begin"); // of the answer; then one byte at a time, or nothing
    QTest::addColumn<bool>("drips");
    QTest::addColumn<bool>("accepts");
    QTest::newRow("never accepts") << ""_ba << false << false;
    QTest::newRow("accepts and hangs") << ""_ba << false << true;
    QTest::newRow("never ends its head") << "HTTP/1.1 200 OK\r\nX-A: "_ba << true << true;
    QTest::newRow("stops in its head") << "HTTP/1.1 200 OK\r\nX-A"_ba << false << true;
    QTest::newRow("drips its body") << "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nx"_ba << true << true;
    QTest::newRow("stops in its body") << "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: text/plain\r\n\r\nhello"_ba << false << true;
}

void tst_HostileServer::slowServersAreCancelled()
{
    QFETCH(QByteArray, begin);
    QFETCH(bool, drips);
    QFETCH(bool, accepts);
    RawServer::Options options;
    options.isAccepting = accepts;
    RawServer server(options, [=](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send(begin);
        while (drips && connection.send("x"))
            connection.pause(1ms);
        connection.waitForClose();
    });
    QSignalSpy finished(m_sender, &RequestSender::finished);
    send(document(server.url()));
    if (accepts)
        QTRY_COMPARE(server.requests().size(), 1);
    rest();
    QCOMPARE(finished.size(), 0);
    QVERIFY2(!words().contains(u"is complete"_s), qPrintable(words()));
    QTest::keyClick(&url(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 2'000); // tst_CurlTrouble has the 200 ms
    rest();
    QVERIFY2(isIncomplete() || isFailure(), qPrintable(words()));
    QVERIFY2(isAlive(), stall());
}

void tst_HostileServer::aTypedLimitEndsIt_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("answer"); // as far as it comes
    QTest::addColumn<QString>("says");
    const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\n";
    QTest::newRow("answer begins") << u"firstByteTimeout"_s << ""_ba << u"within 200 ms"_s;
    QTest::newRow("silence") << u"idleTimeout"_s << head + "hello" << u"for 200 ms"_s;
    QTest::newRow("all in all") << u"totalTimeout"_s << head + "hello" << u"within 200 ms"_s;
}

void tst_HostileServer::aTypedLimitEndsIt()
{
    QFETCH(QString, field);
    QFETCH(QByteArray, answer);
    QFETCH(QString, says);
    RawServer server([answer](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send(answer);
        connection.waitForClose();
    });
    const RequestDocument request = document(server.url());
    m_tab->setDraft({request, request, {}});
    m_tab->composer().showSection(Composer::Section::Settings);
    auto *limit = m_tab->composer().findChild<QDoubleSpinBox *>(field);
    QTRY_VERIFY(limit->isVisible());
    limit->setFocus();
    limit->selectAll();
    QTest::keyClicks(limit, u"0.2"_s);
    QSignalSpy finished(m_sender, &RequestSender::finished);
    url().setFocus();
    QTest::keyClick(&url(), Qt::Key_Return);
    QTRY_COMPARE(server.requests().size(), 1);
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY2(isIncomplete() || isFailure(), qPrintable(words()));
    QVERIFY2(words().contains(says), qPrintable(words()));
    QTRY_COMPARE(server.closedByClient(), 1);
}

void tst_HostileServer::oneBadServerHoldsUpNobody()
{
    RawServer bad([](RawConnection &connection) {
        (void)connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\n");
        while (connection.send("X-Header: " + QByteArray(8'000, 'x') + "\r\n")) { }
    });
    const RawServer good(RawServer::answering(ok("{\"ok\":true}", "application/json")));
    auto beside = std::make_unique<RequestTab>(RequestTab::Parts{*m_theme, *m_ticker, *m_credentials, *m_context, m_run->world.redactor});
    auto *besideSender = new RequestSender(*beside, m_run->runner, m_run->world.auth);
    QSignalSpy finished(m_sender, &RequestSender::finished), besideFinished(besideSender, &RequestSender::finished);
    const RequestDocument slow = document(bad.url()), quick = document(good.url());
    beside->setDraft({quick, quick, {}});
    send(slow);
    for (int i = 1; i <= 20; ++i) {
        beside->send();
        QTRY_COMPARE(besideFinished.size(), i);
    }
    QTRY_COMPARE(finished.size(), 1); // a head without end is given up
    rest();
    QVERIFY2(isFailure(), qPrintable(words()));
    QVERIFY2(isAlive(), stall());
}

void tst_HostileServer::hugeHeadsHoldUpNobody_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("one header of 90 kB") << "X-Long: " + QByteArray(90'000, 'x') + "\r\n";
    QTest::newRow("a thousand headers") << QByteArray("X-Many: one of so many\r\n").repeated(1'000);
    QTest::newRow("a thousand cookies") << [] {
        QByteArray head;
        for (int i = 0; i < 1'000; ++i)
            head += "Set-Cookie: c" + QByteArray::number(i) + "=" + QByteArray(80, 'v') + "; Path=/\r\n";
        return head;
    }();
    QTest::newRow("markup") << "X-Html: <img src=\"http://127.0.0.1/beacon\"><b>bold</b>\r\n"_ba;
}

void tst_HostileServer::hugeHeadsHoldUpNobody()
{
    QFETCH(QByteArray, head);
    RawServer server(once(RawServer::ok("hello", head)));
    QVERIFY(sendAndWait(document(server.url())));
    rest();
    for (const auto tab : {ResponseView::Tab::Headers, ResponseView::Tab::Cookies, ResponseView::Tab::Exchange, ResponseView::Tab::Body}) {
        m_tab->response().showTab(tab);
        rest();
        QVERIFY2(isAlive(), stall());
    }
    QVERIFY(textOf("status").startsWith("200"_L1) || isFailure());
}

// Rules 1, 2 and 7.
void tst_HostileServer::nothingSecretFollowsARedirect_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isOtherHost");
    for (const int status : {301, 302, 303, 307, 308}) {
        QTest::addRow("%d to another port", status) << status << false;
        QTest::addRow("%d to another host", status) << status << true;
    }
}

void tst_HostileServer::nothingSecretFollowsARedirect()
{
    QFETCH(int, status);
    QFETCH(bool, isOtherHost);
    const RawServer other(RawServer::answering(ok("here", "text/plain")));
    const QByteArray there = isOtherHost ? other.url("/there").replace("127.0.0.1", "localhost") : other.url("/there");
    const RawServer first(RawServer::answering("HTTP/1.1 " + QByteArray::number(status) + " Go\r\nLocation: " + there + "\r\nContent-Length: 0\r\n\r\n"));
    RequestDocument request = document(first.url("/?api_key=canary-query"));
    request.method = u"POST"_s;
    request.headers = {{true, u"Authorization"_s, u"Bearer canary-authorization"_s}, {true, u"X-Api-Key"_s, u"canary-key"_s},
        {true, u"Cookie"_s, u"session=canary-cookie"_s}, {true, u"Proxy-Authorization"_s, u"Basic canary-proxy"_s}};
    request.body.kind = RequestDocument::Body::Kind::Json;
    request.body.text = u"{\"password\": \"canary-body\"}"_s;
    QVERIFY(sendAndWait(request));
    for (const char *canary : {"canary-authorization", "canary-body"})
        QVERIFY(first.requests().constFirst().contains(canary));
    for (const QByteArray &arrived : other.requests()) {
        for (const char *canary : {"canary-query", "canary-authorization", "canary-key", "canary-cookie", "canary-proxy", "canary-body"})
            QVERIFY2(!arrived.contains(canary), arrived);
        QVERIFY2(!arrived.contains("Referer"), arrived);
    }
    m_tab->response().showTab(ResponseView::Tab::Exchange);
    rest();
    QVERIFY2(words().contains(u"Authorization"_s) || words().contains(u"not followed"_s), qPrintable(words())); // what was left out is told
    QVERIFY2(!words().contains(u"canary"_s), qPrintable(words()));
    QVERIFY2(isAlive(), stall());
}

// Rule 6.
void tst_HostileServer::badLocationsAreNotFollowed_data()
{
    QTest::addColumn<QByteArray>("location");
    for (const char *location : {"", "/again", "file:///etc/passwd", "data:text/html,hi", "javascript:alert(1)", "ftp://127.0.0.1/", "https://",
             "http://127.0.0.1:99999/", "http://good.example\\@127.0.0.1/", "//"})
        QTest::newRow(*location ? location : "empty") << QByteArray(location);
}

void tst_HostileServer::badLocationsAreNotFollowed()
{
    QFETCH(QByteArray, location);
    RawServer server(RawServer::answering("HTTP/1.1 302 Go\r\nLocation: " + location + "\r\nContent-Length: 4\r\n\r\ngone"));
    QVERIFY(sendAndWait(document(server.url())));
    rest();
    QVERIFY(textOf("status").startsWith("302"_L1));
    QVERIFY2(words().contains(u"redirect"_s, Qt::CaseInsensitive), qPrintable(words()));
    QCOMPARE(server.requests().size(), location == "/again" ? 11 : 1);
    QVERIFY2(isAlive(), stall());
}

// Rule 3.
void tst_HostileServer::cookiesStayAtHome()
{
    const RawServer other(RawServer::answering(ok("here", "text/plain")));
    const QByteArray there = other.url("/").replace("127.0.0.1", "localhost");
    const RawServer first(RawServer::answering("HTTP/1.1 302 Go\r\nSet-Cookie: id=canary-jar; Path=/\r\nSet-Cookie: evil=1; Domain=example.com\r\nLocation: " + there
        + "\r\nContent-Length: 0\r\n\r\n"));
    QVERIFY(sendAndWait(document(first.url())));
    QVERIFY(sendAndWait(document(first.url())));
    QVERIFY(first.requests().constLast().contains("canary-jar"));
    for (const QByteArray &arrived : other.requests())
        QVERIFY2(!arrived.contains("Cookie"), arrived);
    // Nor do they go with somebody else.
    RequestDocument asAda = document(first.url());
    asAda.credential = AuthWorld::ada;
    QVERIFY(sendAndWait(asAda));
    QVERIFY(!first.requests().constLast().contains("canary-jar"));
    QVERIFY(!first.requests().constLast().contains("Authorization")); // it is not bound to this origin
    QVERIFY2(isAlive(), stall());
}

// Rules 8 and 9.
void tst_HostileServer::badCertificatesAreNamed_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("self-signed") << 0 << u"self-signed"_s;
    QTest::newRow("expired") << 1 << u"certificate"_s;
    QTest::newRow("another host") << 2 << u"certificate"_s;
    QTest::newRow("no TLS") << 3 << u"TLS"_s;
}

void tst_HostileServer::badCertificatesAreNamed()
{
    QFETCH(int, kind);
    QFETCH(QString, says);
    TestCertificate::Options options;
    if (kind == 1) {
        options.validFrom = -48h;
        options.validUntil = -24h;
    }
    if (kind == 2)
        options.names = {u"DNS:elsewhere.example"_s};
    RawServer::Options serverOptions;
    if (kind != 3)
        serverOptions.tls = TestCertificate::make(options).serverContext();
    const auto plain = [](RawConnection &connection) {
        (void)connection.readSome();
        connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    };
    const RawServer server(serverOptions, kind == 3 ? plain : RawServer::answering(ok("secret", "text/plain")));
    RequestDocument request = document(QByteArray(server.url()).replace("http://", "https://"));
    request.headers = {{true, u"Authorization"_s, u"Bearer canary-authorization"_s}};
    QVERIFY(sendAndWait(request));
    rest();
    QVERIFY2(isFailure(), qPrintable(words()));
    QVERIFY2(textOf("failureMessage").contains(says), qPrintable(words()));
    for (const QByteArray &arrived : server.requests())
        QVERIFY(!arrived.contains("canary"));
    QVERIFY2(isAlive(), stall());
}

// Rule 10.
void tst_HostileServer::badProxiesAreNamed_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("wants a password") << "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"<b>x</b>\"\r\nContent-Length: 0\r\n\r\n"_ba;
    QTest::newRow("refuses") << "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"_ba;
    QTest::newRow("speaks something else") << "hello\r\n"_ba;
    QTest::newRow("says nothing") << ""_ba;
}

void tst_HostileServer::badProxiesAreNamed()
{
    QFETCH(QByteArray, answer);
    const RawServer proxy(once(answer));
    RequestDocument request = document("https://origin.example/");
    request.headers = {{true, u"Authorization"_s, u"Bearer canary-authorization"_s}};
    request.proxy = {RequestDocument::Proxy::Kind::Http, u"127.0.0.1"_s, proxy.port()};
    QVERIFY(sendAndWait(request));
    rest();
    QVERIFY2(isFailure(), qPrintable(words()));
    for (const QByteArray &arrived : proxy.requests()) {
        QVERIFY2(arrived.startsWith("CONNECT origin.example:443 "), arrived);
        QVERIFY2(!arrived.contains("canary"), arrived);
    }
    QVERIFY2(isAlive(), stall());
}

// Rule 4.
void tst_HostileServer::linesInHeadersNeverLeave()
{
    const RawServer server(RawServer::answering(ok("hello", "text/plain")));
    for (const QString &value : {u"a\r\nX-Evil: 1"_s, u"a\nb"_s, u"a\rb"_s, u"a"_s + QChar(0) + u"b"_s}) {
        RequestDocument request = document(server.url());
        request.headers = {{true, u"X-A"_s, value}};
        send(request);
        rest();
        QCOMPARE(server.connections(), 0);
    }
    QVERIFY2(isAlive(), stall());
}

QTEST_MAIN(tst_HostileServer)
#include "tst_HostileServer.moc"
