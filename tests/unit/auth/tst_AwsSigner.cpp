#include "app/auth/apply/AwsSigner.h"
#include "app/http/UrlText.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

AwsCredential s3()
{
    return {u"AKIAIOSFODNN7EXAMPLE"_s, Secret(u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s), {}, u"us-east-1"_s, u"s3"_s, false, true};
}

// 2013-05-24T00:00:00Z, as Amazon's documentation has it.
constexpr UtcTime then(Milliseconds(1369353600000));
const QByteArray emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

HttpRequest request(const QByteArray &url)
{
    HttpRequest request;
    request.url = url;
    return request;
}

}

// The examples of Amazon's documentation for S3, and what the suite has no case for.
class tst_AwsSigner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signsForS3InHeaders();
    void presignsForS3();
    void encodesPathsTwiceButForS3_data();
    void encodesPathsTwiceButForS3();
    void takesTheSessionTokenAlong();
    void leavesBodiesUnsigned();
    void leavesOutWhatChangesOnTheWay();
    void signsAgainWhatWasSigned();
    void presignsComposedHeaders();
};

void tst_AwsSigner::signsForS3InHeaders()
{
    HttpRequest get = request("https://examplebucket.s3.amazonaws.com/test.txt");
    get.headers = {{"Range", "bytes=0-9"}};
    AwsSigner::sign(get, s3(), emptyHash, then);
    QCOMPARE(get.headers.value("X-Amz-Date"), "20130524T000000Z"_ba);
    QCOMPARE(get.headers.value("Authorization"),
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"_ba);
    QVERIFY(get.secretHeaders.contains("Authorization"));
}

void tst_AwsSigner::presignsForS3()
{
    HttpRequest get = request("https://examplebucket.s3.amazonaws.com/test.txt");
    AwsCredential inQuery = s3();
    inQuery.isInQuery = true;
    QVERIFY(!AwsSigner::needsHash(inQuery));
    AwsSigner::sign(get, inQuery, AwsSigner::unsignedPayload, then);
    QVERIFY(get.headers.isEmpty());
    QMap<QByteArray, QByteArray> items;
    for (const auto &item : UrlText::queryItems(get.url))
        items.insert(item.name, item.value);
    QCOMPARE(items.value("X-Amz-Credential"), "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"_ba);
    QCOMPARE(items.value("X-Amz-SignedHeaders"), "host"_ba);
    QCOMPARE(items.value("X-Amz-Expires"), "900"_ba);
    QCOMPARE(items.value("X-Amz-Signature").size(), 64);
    QVERIFY(get.secretQueryItems.contains("X-Amz-Signature"));
    // The life of the documentation gives the documentation's signature.
    HttpRequest asDocumented = request("https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
                                       "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                                       "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host");
    QCOMPARE(AwsSigner::signatureOf(asDocumented, inQuery, AwsSigner::unsignedPayload, then).signature,
        "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"_ba);
}

void tst_AwsSigner::encodesPathsTwiceButForS3_data()
{
    QTest::addColumn<QString>("service");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("canonical");
    QTest::newRow("once encoded") << u"execute-api"_s << "/a%20b"_ba << "/a%2520b"_ba;
    QTest::newRow("S3") << u"s3"_s << "/a%20b//c/../d"_ba << "/a%20b//c/../d"_ba;
    QTest::newRow("normalised") << u"execute-api"_s << "/a//b/../c/"_ba << "/a/c/"_ba;
    QTest::newRow("empty") << u"execute-api"_s << ""_ba << "/"_ba;
}

void tst_AwsSigner::encodesPathsTwiceButForS3()
{
    QFETCH(QString, service);
    QFETCH(QByteArray, path);
    AwsCredential aws = s3();
    aws.service = service;
    const auto made = AwsSigner::signatureOf(request("https://h.example" + path), aws, emptyHash, then);
    QTEST(made.canonicalRequest.split('\n').at(1), "canonical");
}

void tst_AwsSigner::takesTheSessionTokenAlong()
{
    AwsCredential aws = s3();
    aws.sessionToken = Secret(u"session/token=="_s);
    HttpRequest inHeaders = request("https://h.example/");
    AwsSigner::sign(inHeaders, aws, emptyHash, then);
    QCOMPARE(inHeaders.headers.value("X-Amz-Security-Token"), "session/token=="_ba);
    QVERIFY(inHeaders.headers.value("Authorization").contains("x-amz-security-token"));
    QVERIFY(inHeaders.secretHeaders.contains("X-Amz-Security-Token"));
    aws.isInQuery = true;
    HttpRequest inQuery = request("https://h.example/?a=b");
    AwsSigner::sign(inQuery, aws, AwsSigner::unsignedPayload, then);
    QVERIFY(inQuery.url.startsWith("https://h.example/?a=b&X-Amz-Algorithm="));
    QVERIFY(inQuery.url.contains("&X-Amz-Security-Token=session%2Ftoken%3D%3D&"));
}

void tst_AwsSigner::leavesBodiesUnsigned()
{
    AwsCredential aws = s3();
    aws.service = u"execute-api"_s;
    aws.signsBody = false;
    QVERIFY(!AwsSigner::needsHash(aws));
    HttpRequest post = request("https://h.example/");
    AwsSigner::sign(post, aws, AwsSigner::unsignedPayload, then);
    QCOMPARE(post.headers.value("X-Amz-Content-Sha256"), "UNSIGNED-PAYLOAD"_ba);
}

void tst_AwsSigner::leavesOutWhatChangesOnTheWay()
{
    HttpRequest get = request("https://h.example:8443/");
    get.headers = {{"Connection", "close"}, {"Cookie", "a=b"}, {"User-Agent", "x"}, {"X-Own", "  a   b "}};
    AwsSigner::sign(get, s3(), emptyHash, then);
    QVERIFY(get.headers.value("Authorization").contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-own,"));
    const auto made = AwsSigner::signatureOf(get, s3(), emptyHash, then);
    QVERIFY(made.canonicalRequest.contains("\nhost:h.example:8443\n"));
    QVERIFY(made.canonicalRequest.contains("\nx-own:a b\n"));
}

void tst_AwsSigner::signsAgainWhatWasSigned()
{
    for (const bool isInQuery : {false, true}) {
        AwsCredential aws = s3();
        aws.isInQuery = isInQuery;
        HttpRequest once = request("https://h.example/?a=b");
        once.headers.append("X-Amz-Acl", "public-read");
        AwsSigner::sign(once, aws, emptyHash, then);
        HttpRequest twice = once;
        twice.secretHeaders.clear();
        AwsSigner::sign(twice, aws, emptyHash, then);
        QCOMPARE(twice.headers, once.headers);
        QCOMPARE(twice.url, once.url);
        AwsCredential other = aws; // and none of the earlier one's is left over
        other.sessionToken = Secret(u"fake-session"_s);
        AwsSigner::sign(twice, other, emptyHash, then);
        twice.headers.remove("X-Amz-Security-Token");
        AwsSigner::sign(twice, aws, emptyHash, then);
        QCOMPARE(twice.headers, once.headers);
        QCOMPARE(twice.url, once.url);
    }
}

// S3 refuses a presigned request with headers of its own that were not signed.
void tst_AwsSigner::presignsComposedHeaders()
{
    HttpRequest put = request("https://examplebucket.s3.amazonaws.com/test.txt");
    put.headers = {{"X-Amz-Acl", "public-read"}, {"Content-Type", "text/plain"}};
    AwsCredential inQuery = s3();
    inQuery.isInQuery = true;
    AwsSigner::sign(put, inQuery, AwsSigner::unsignedPayload, then);
    QVERIFY2(put.url.contains("X-Amz-SignedHeaders=host%3Bx-amz-acl&"), put.url.constData());
}

QTEST_APPLESS_MAIN(tst_AwsSigner)
#include "tst_AwsSigner.moc"
