#include "ui/login/FailurePlace.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;

class tst_FailurePlace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isSaidWhereItBelongs_data();
    void isSaidWhereItBelongs();
};

void tst_FailurePlace::isSaidWhereItBelongs_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<FailurePlace>("place");
    const QString silent = u"The server answered %1 without saying why."_s;
    const auto no = [](const QString &message, const QString &detail) {
        return Error{ErrorKind::AuthRejected, message, detail};
    };
    QTest::newRow("wrong password") << no(u"The server says: “wrong password”"_s, u"401 Unauthorized"_s)
                                    << FailurePlace::Secret;
    QTest::newRow("refused in silence") << no(silent.arg(u"403 Forbidden"_s), {}) << FailurePlace::Secret;
    QTest::newRow("no such place") << no(silent.arg(u"404 Not Found"_s), u"Check the address."_s) << FailurePlace::Server;
    QTest::newRow("no such method there") << no(silent.arg(u"405 Method Not Allowed"_s), {}) << FailurePlace::Server;
    QTest::newRow("no such account, says the API")
        << no(u"The server says: “unknown user”"_s, u"404 Not Found"_s) << FailurePlace::Nowhere;
    QTest::newRow("a number in its words") << no(u"The server says: “error 404 in line 405”"_s, u"400 Bad Request"_s)
                                           << FailurePlace::Secret;
    QTest::newRow("no token in it") << Error{ErrorKind::Parse, u"There is no token."_s, {}} << FailurePlace::Server;
    QTest::newRow("refused") << Error{ErrorKind::Network, u"Nothing answers at 127.0.0.1:404: refused."_s, {}}
                             << FailurePlace::Connection;
    QTest::newRow("too slow") << Error{ErrorKind::Timeout, u"No connection to a:1 within 300 s."_s, {}}
                              << FailurePlace::Connection;
    QTest::newRow("its own trouble") << Error{ErrorKind::Network, silent.arg(u"503 Service Unavailable"_s), {}}
                                     << FailurePlace::Nowhere;
    QTest::newRow("the disk") << Error{ErrorKind::Storage, u"The disk is full."_s, {}} << FailurePlace::Nowhere;
}

void tst_FailurePlace::isSaidWhereItBelongs()
{
    QFETCH(Error, error);
    QTEST(failurePlace(error), "place");
}

QTEST_GUILESS_MAIN(tst_FailurePlace)
#include "tst_FailurePlace.moc"
