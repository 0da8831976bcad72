#include "app/auth/apply/AwsSigner.h"
#include "tests/support/Corpus.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().replace("\r\n", "\n") : QByteArray();
}

// A request as the suite writes it: paths raw, headers without a blank, folded ones as they are.
HttpRequest parse(const QByteArray &text)
{
    HttpRequest request;
    const auto end = text.indexOf("\n\n");
    QList<QByteArray> lines = (end < 0 ? text : text.left(end)).split('\n');
    const QByteArray line = lines.takeFirst();
    const auto target = line.indexOf(' ') + 1;
    request.method = line.left(target - 1);
    request.url = "https://example.amazonaws.com" + line.mid(target, line.lastIndexOf(" HTTP/") - target);
    QList<HttpHeader> fields;
    for (const QByteArray &field : std::as_const(lines)) {
        const auto colon = field.indexOf(':');
        if (field.startsWith(' '))
            fields.last().value += '\n' + field;
        else if (colon > 0)
            fields.append({field.left(colon), field.mid(colon + 1)});
    }
    for (const HttpHeader &field : std::as_const(fields))
        request.headers.append(field.name, field.value);
    request.hasBody = end >= 0;
    request.body = end < 0 ? QByteArray() : text.mid(end + 2);
    return request;
}

AwsCredential key()
{
    return {u"AKIDEXAMPLE"_s, Secret(u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s), {}, u"us-east-1"_s, u"service"_s, false, true};
}

UtcTime then()
{
    return UtcTime(Milliseconds(QDateTime::fromString(u"2015-08-30T12:36:00Z"_s, Qt::ISODate).toMSecsSinceEpoch()));
}

}

// Amazon's own suite: canonical request, string to sign and Authorization of each of its requests.
class tst_AwsSigV4Suite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void signsAsAmazonDoes_data();
    void signsAsAmazonDoes();
};

void tst_AwsSigV4Suite::signsAsAmazonDoes_data()
{
    QTest::addColumn<QString>("file");
    TESSERA_NEEDS_CORPUS(u"aws-sigv4-suite"_s);
    QDirIterator files(Corpus::folder(u"aws-sigv4-suite"_s).path(), {u"*.req"_s}, QDir::Files, QDirIterator::Subdirectories);
    int rows = 0;
    for (; files.hasNext(); ++rows) {
        const QString path = files.next();
        QTest::newRow(qPrintable(files.fileInfo().completeBaseName())) << path.chopped(4);
    }
    TESSERA_COUNTS_ROWS(rows, 20);
}

void tst_AwsSigV4Suite::signsAsAmazonDoes()
{
    QFETCH(QString, file);
    HttpRequest request = parse(read(file + u".req"_s));
    // The one case whose token is the signer's to add; the suite's program has it from its own settings.
    if (file.endsWith("get-vanilla-with-session-token"_L1))
        request.headers.append("X-Amz-Security-Token", "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267");
    const QByteArray hash = QCryptographicHash::hash(request.body.bytes(), QCryptographicHash::Sha256).toHex();
    const auto made = AwsSigner::signatureOf(request, key(), hash, then());
    QCOMPARE(made.canonicalRequest, read(file + u".creq"_s));
    QCOMPARE(made.stringToSign, read(file + u".sts"_s));
    QCOMPARE(made.authorization, read(file + u".authz"_s));
}

QTEST_APPLESS_MAIN(tst_AwsSigV4Suite)
#include "tst_AwsSigV4Suite.moc"
