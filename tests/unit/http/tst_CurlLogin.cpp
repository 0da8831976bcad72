#include "tests/support/RawServer.h"
#include "tests/support/SentCall.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using Scheme = HttpLogin::Scheme;

namespace {

QByteArray parameter(const QByteArray &request, const QString &name)
{
    const QRegularExpression pattern(u"[ ,]%1=\"?([^\",\r]*)"_s.arg(name));
    return pattern.match(QString::fromLatin1(request)).captured(1).toLatin1();
}

// RFC 7616 section 3.4.1, with qop=auth.
bool isRightAnswer(const QByteArray &request, QCryptographicHash::Algorithm algorithm)
{
    const auto h = [algorithm](const QByteArray &text) { return QCryptographicHash::hash(text, algorithm).toHex(); };
    const QByteArray method = request.left(request.indexOf(' '));
    const QByteArray target = parameter(request, u"uri"_s);
    const QByteArray expected = h(h("ada:realm:fake-password") + ":the-nonce:" + parameter(request, u"nc"_s) + ':'
        + parameter(request, u"cnonce"_s) + ":auth:" + h(method + ':' + target));
    return request.startsWith(method + ' ' + target + ' ') && parameter(request, u"response"_s) == expected;
}

// Takes no request without the right answer.
RawServer::Script digest(QCryptographicHash::Algorithm algorithm, const QByteArray &name)
{
    return [=](RawConnection &connection) {
        for (;;) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            if (isRightAnswer(request, algorithm))
                connection.send(RawServer::ok("in"));
            else
                connection.send("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"realm\", nonce=\"the-nonce\", qop=\"auth\", algorithm="
                    + name + "\r\nSet-Cookie: sid=1; Path=/\r\nContent-Length: 3\r\n\r\nout");
        }
    };
}

// An NTLM server as far as a client sees it: asks, and takes whatever answer comes.
RawServer::Script ntlm()
{
    return [](RawConnection &connection) {
        bool isAsked = false;
        for (;;) {
            const QByteArray request = connection.readRequest();
            if (request.isEmpty())
                return;
            if (isAsked && request.contains("\r\nAuthorization: NTLM ")) {
                connection.send(RawServer::ok("in"));
                continue;
            }
            QByteArray challenge("NTLMSSP\0\2\0\0\0\0\0\0\0\60\0\0\0\1\2\0\0\1\2\3\4\5\6\7\10", 32);
            challenge += QByteArray(24, '\0');
            isAsked = request.contains("\r\nAuthorization: NTLM ");
            connection.send("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM" + (isAsked ? ' ' + challenge.toBase64() : "")
                + "\r\nContent-Length: 0\r\n\r\n");
        }
    };
}

HttpRequest as(const RawServer &server, Scheme scheme, const QByteArray &body = {}, const QString &password = u"fake-password"_s)
{
    HttpRequest request = body.isEmpty() ? SentCall::request(server.url("/a?b=c")) : SentCall::request(server.url("/a?b=c"), "POST", body);
    request.login = HttpLogin{scheme, u"ada"_s, Secret(password)};
    request.secretHeaders = {"Authorization"};
    return request;
}

}

// Digest and NTLM: the library goes the rounds, and every round is there to be seen.
class tst_CurlLogin : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersDigest_data();
    void answersDigest();
    void sendsTheBodyWithTheAnswer();
    void readsFilesOnceMore();
    void showsARefusal();
    void goesWithoutRoundsWhereNoneIsAsked();
    void answersNtlm();
    void doesNotFollowToAnotherOrigin();
    void forgetsWithTheRequest();
};

void tst_CurlLogin::answersDigest_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("MD5") << int(QCryptographicHash::Md5) << "MD5"_ba;
    QTest::newRow("SHA-256") << int(QCryptographicHash::Sha256) << "SHA-256"_ba;
}

void tst_CurlLogin::answersDigest()
{
    QFETCH(int, algorithm);
    QFETCH(QByteArray, name);
    RawServer server(digest(QCryptographicHash::Algorithm(algorithm), name));
    const auto jar = std::make_shared<CookieJar>();
    SentCall call(as(server, Scheme::Digest), SentCall::direct(), jar);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().status(), 200);
    QCOMPARE(call.body(), "in"_ba);
    QVERIFY(call.exchange().isComplete);
    QCOMPARE(call.exchange().hops.size(), 2);
    const HttpHop &first = call.exchange().hops.constFirst(), &last = call.exchange().last();
    QCOMPARE(first.status, 401);
    QVERIFY(first.headers.contains("WWW-Authenticate"));
    QCOMPARE(first.requestHead, server.requests().value(0));
    QCOMPARE(last.requestHead, server.requests().value(1));
    QVERIFY(!first.requestHead.contains("Authorization") && last.requestHead.contains("Authorization: Digest "));
    QCOMPARE(last.url, first.url);
    QVERIFY(last.timings.wait && !last.timings.connect);
    QVERIFY(first.timings.connect && first.timings.wait);
    QCOMPARE(last.remoteAddress, first.remoteAddress);
    QCOMPARE(jar->all().size(), 1);
    QVERIFY(!server.requests().join().contains("fake-password"));
}

void tst_CurlLogin::sendsTheBodyWithTheAnswer()
{
    RawServer server(digest(QCryptographicHash::Md5, "MD5"));
    const QByteArray body(100'000, 'b');
    SentCall call(as(server, Scheme::Digest, body));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().hops.size(), 2);
    QVERIFY(server.requests().value(0).contains("\r\nContent-Length: 0\r\n"));
    QVERIFY(server.requests().value(1).endsWith("\r\n\r\n" + body));
    QCOMPARE(call.exchange().last().requestBodySize, body.size());
}

void tst_CurlLogin::readsFilesOnceMore()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"f"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(300'000, 'f')) && file.flush());
    RawServer server(digest(QCryptographicHash::Md5, "MD5"));
    HttpRequest request = as(server, Scheme::Digest, "x");
    request.body = {};
    QVERIFY(request.body.appendFile(file.fileName()));
    SentCall call(request);
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().status(), 200);
    QVERIFY(server.requests().last().endsWith("\r\n\r\n" + QByteArray(300'000, 'f')));
}

void tst_CurlLogin::showsARefusal()
{
    RawServer server(digest(QCryptographicHash::Md5, "MD5"));
    SentCall call(as(server, Scheme::Digest, {}, u"wrong-password"_s));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().status(), 401);
    QCOMPARE(call.body(), "out"_ba);
    QCOMPARE(server.requests().size(), 2);
}

void tst_CurlLogin::goesWithoutRoundsWhereNoneIsAsked()
{
    RawServer server(RawServer::answering(RawServer::ok("open")));
    SentCall call(as(server, Scheme::Digest));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().hops.size(), 1);
    QCOMPARE(call.body(), "open"_ba);
    RawServer empty(RawServer::answering("HTTP/1.1 204 No Content\r\n\r\n"));
    SentCall none(as(empty, Scheme::Digest));
    QVERIFY(none.wait());
    QVERIFY2(none.hasAnswer(), qPrintable(none.why()));
    QCOMPARE(none.exchange().status(), 204);
    QVERIFY(none.exchange().body && none.exchange().body->isFinished());
}

void tst_CurlLogin::answersNtlm()
{
    RawServer server(ntlm());
    SentCall call(as(server, Scheme::Ntlm, "body"));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().status(), 200);
    QCOMPARE(call.body(), "in"_ba);
    QCOMPARE(call.exchange().hops.size(), 2);
    QCOMPARE(server.connections(), 1);
    QVERIFY(server.requests().value(0).contains("\r\nAuthorization: NTLM TlRMTVNTUAAB"));
    QVERIFY(server.requests().value(1).contains("\r\nAuthorization: NTLM TlRMTVNTUAAD"));
    QVERIFY(server.requests().value(1).endsWith("\r\n\r\nbody"));
}

void tst_CurlLogin::doesNotFollowToAnotherOrigin()
{
    RawServer other(digest(QCryptographicHash::Md5, "MD5"));
    const QByteArray there = other.url("/there");
    RawServer server(RawServer::answering("HTTP/1.1 302 Found\r\nLocation: " + there + "\r\nContent-Length: 0\r\n\r\n"));
    SentCall call(as(server, Scheme::Digest));
    QVERIFY(call.wait());
    QVERIFY2(call.hasAnswer(), qPrintable(call.why()));
    QCOMPARE(call.exchange().status(), 401);
    QCOMPARE(other.requests().size(), 1);
    QVERIFY(!other.requests().constFirst().contains("Authorization"));
    QCOMPARE(call.exchange().last().withheldHeaders, QList<QByteArray>{"Authorization"});
}

// A handle and a connection that were signed in serve nobody else.
void tst_CurlLogin::forgetsWithTheRequest()
{
    for (const Scheme scheme : {Scheme::Digest, Scheme::Ntlm}) {
        RawServer server(scheme == Scheme::Digest ? digest(QCryptographicHash::Md5, "MD5") : ntlm());
        CurlTransport transport(SentCall::clock());
        SentCall first(transport, as(server, scheme));
        QVERIFY(first.wait());
        QCOMPARE(first.exchange().status(), 200);
        SentCall second(transport, SentCall::request(server.url()));
        QVERIFY(second.wait());
        QVERIFY2(second.hasAnswer(), qPrintable(second.why()));
        QCOMPARE(second.exchange().status(), 401);
        QVERIFY(!server.requests().last().contains("Authorization"));
        QCOMPARE(server.connections(), scheme == Scheme::Ntlm ? 2 : 1);
    }
}

QTEST_GUILESS_MAIN(tst_CurlLogin)
#include "tst_CurlLogin.moc"
