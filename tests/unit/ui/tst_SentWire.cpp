#include "app/base/Redactor.h"
#include "ui/composer/SentWire.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_SentWire : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void marksWhoAddedWhat();
    void nothingWentIsNothing();
    void theAnswerToAChallengeCounts();

private:
    using Span = WirePreview::Span;
    static QByteArray spanned(const WirePreview &wire, Span::From from, bool isSecret)
    {
        QByteArray all;
        for (const Span &span : wire.spans) {
            if (span.from == from && span.isSecret == isSecret)
                all += '[' + wire.head.mid(span.begin, span.size) + ']';
        }
        return all;
    }
};

void tst_SentWire::marksWhoAddedWhat()
{
    RunResult::Attempt attempt;
    HttpHop hop;
    hop.url = "http://h/p?a=1&key=s3cr3t";
    hop.requestHead = "GET /p?a=1&key=s3cr3t HTTP/1.1\r\nHost: h\r\nAccept: */*\r\nX-Mine: own-secret\r\nAuthorization: Bearer abc\r\nCookie: sid=1\r\n\r\n";
    hop.requestBody = "ab";
    hop.requestBodySize = 3;
    attempt.exchange.hops = {hop};
    using Addition = AuthorisedRequest::Addition;
    attempt.additions = {Addition{Addition::Place::Header, u"authorization"_s}, Addition{Addition::Place::Query, u"key"_s}};
    Redactor redactor;
    redactor.addName(u"X-Mine"_s);
    const auto wire = sentWire(attempt, {{true, u"accept"_s, {}}, {true, u"X-Mine"_s, {}}}, redactor);
    QVERIFY(wire);
    QCOMPARE(spanned(*wire, Span::From::Program, false), QByteArray("[Host: h\r\n]"));
    QCOMPARE(spanned(*wire, Span::From::Credential, false), QByteArray("[key=][Authorization: Bearer ]"));
    QCOMPARE(spanned(*wire, Span::From::Credential, true), QByteArray("[s3cr3t][abc]"));
    QCOMPARE(spanned(*wire, Span::From::Composed, true), QByteArray("[own-secret]"));
    QCOMPARE(spanned(*wire, Span::From::Jar, true), QByteArray("[sid=1]"));
    QVERIFY(wire->hasBody);
    QCOMPARE(wire->notes.size(), 1); // the body is cut
    qsizetype end = 0;
    for (const Span &span : wire->spans) { // in order, without overlaps
        QVERIFY(span.begin >= end);
        end = span.begin + span.size;
    }
}

void tst_SentWire::nothingWentIsNothing()
{
    QVERIFY(!sentWire({}, {}, Redactor()));
}

void tst_SentWire::theAnswerToAChallengeCounts()
{
    RunResult::Attempt attempt;
    for (const auto &[url, head] : {std::pair("http://h/", "GET / HTTP/1.1\r\n\r\n"), {"http://h/", "GET / HTTP/1.1\r\nAuthorization: Digest x\r\n\r\n"},
             {"http://h/next", "GET /next HTTP/1.1\r\n\r\n"}}) {
        HttpHop hop;
        hop.url = url;
        hop.requestHead = head;
        attempt.exchange.hops += hop;
    }
    const auto wire = sentWire(attempt, {}, Redactor());
    QVERIFY(wire->head.contains("Digest"));
    QCOMPARE(wire->notes.size(), 1);
}

QTEST_APPLESS_MAIN(tst_SentWire)
#include "tst_SentWire.moc"
