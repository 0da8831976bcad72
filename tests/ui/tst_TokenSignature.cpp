#include "tests/support/BusyPool.h"
#include "tests/support/RawServer.h"
#include "tests/ui/TokenInspectorTest.h"
#include "ui/token/OddityList.h"
#include "ui/token/TokenText.h"
#include "ui/token/TokenWindow.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QtTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <openssl/evp.h>

#include <memory>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = SignatureCheck::State;

namespace {

// RFC 7515 appendix A.2 and A.3, RFC 8037 appendix A: three keys, and what the last one signed.
const QByteArray rsaKey = R"({"kty":"RSA","kid":"rsa","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"})";
const QByteArray otherEdKey = R"({"kty":"OKP","crv":"Ed25519","kid":"other","x":"PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw"})";
const QByteArray edKey = R"({"kty":"OKP","crv":"Ed25519","kid":"@","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";
const QString edToken = u"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"_s;

// With the private half of edKey.
QString signedByEd(const QByteArray &payload, const QByteArray &header)
{
    const QByteArray input = Base64Url::encode(header) + '.' + Base64Url::encode(payload), secret = Base64Url::decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A").bytes;
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, reinterpret_cast<const unsigned char *>(secret.constData()), size_t(secret.size())), &EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    QByteArray signature(64, 0);
    size_t size = size_t(signature.size());
    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(signature.data()), &size, reinterpret_cast<const unsigned char *>(input.constData()), size_t(input.size()));
    return QString::fromLatin1(input + '.' + Base64Url::encode(signature));
}

}

// Keys for a token in the inspector, and what is said of its signature.
class tst_TokenSignature : public TokenInspectorTest {
    Q_OBJECT

private Q_SLOTS:
    void init() { openNarrow(); }
    void cleanup() { close(); }
    void checksWithASecret();
    void checksWithASecretInBase64();
    void isNarrowedByThePerson();
    void neverCallsNoneValid();
    void checksWithAFile();
    void fetchesKeysOnAClickOnly();
    void verifiesWithKeysOfItsIssuer();
    void asksBeforeItGoesToAnotherServer();
    void cancelsAFetch();
    void keepsItsKeysForTheNextToken();
    void triesManyKeysInTheBackground();
    void forgetsWhenItIsHidden();
    void acceptsFetchedKeys();
    void suggestsTheKeyThatTheTokenNames();
    void keepsItsKeysWhileOneTypes();

private:
    void enterSecret(const QString &secret);
    [[nodiscard]] QString verdict() const { return find<QLabel>(u"signatureVerdict"_s)->text(); }
};

void tst_TokenSignature::enterSecret(const QString &secret)
{
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Secret);
    find<QLineEdit>(u"keySecret"_s)->setText(secret);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
}

void tst_TokenSignature::checksWithASecret()
{
    look(SampleToken::core(seconds(), 60));
    QCOMPARE(signature().check().state, State::NotChecked);
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"not checked"_s);
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QCOMPARE(signature().check().state, State::Valid);
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"valid"_s);
    QVERIFY(verdict().contains(u"HS256"_s));
    enterSecret(QString::fromLatin1(SampleToken::secret) + u"\n"_s); // a line of a file
    QCOMPARE(signature().check().state, State::Valid);
    find<QLineEdit>(u"keySecret"_s)->setText(u"x"_s); // what was said is not about this one
    QCOMPARE(signature().check().state, State::NotChecked);
    QTest::keyClick(find(u"keySecret"_s), Qt::Key_Return);
    QCOMPARE(signature().check().state, State::Invalid);
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"invalid"_s);
    QVERIFY(verdict().contains(u"does not fit"_s));

    look(SampleToken::of(R"({"sub":"a"})", R"({"alg":"HS256"})", "short"));
    enterSecret(u"short"_s);
    QCOMPARE(signature().check().state, State::Valid);
    QVERIFY(m_inspector->panels().grave->sentences().join(u' ').contains(u"shorter"_s));
}

void tst_TokenSignature::checksWithASecretInBase64()
{
    look(SampleToken::core(seconds(), 60));
    find<QCheckBox>(u"keyIsBase64"_s)->setChecked(true);
    enterSecret(QString::fromLatin1(SampleToken::secret.toBase64()));
    QCOMPARE(signature().check().state, State::Valid);
    enterSecret(u"not base64!"_s);
    QCOMPARE(signature().check().state, State::NotChecked);
    QVERIFY(verdict().contains(u"not base64"_s));
}

void tst_TokenSignature::isNarrowedByThePerson()
{
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    auto *algorithm = find<QComboBox>(u"signatureAlgorithm"_s);
    algorithm->setCurrentText(u"HS512"_s);
    QCOMPARE(signature().check().state, State::Invalid);
    algorithm->setCurrentText(u"HS256"_s);
    QCOMPARE(signature().check().state, State::Valid);
}

void tst_TokenSignature::neverCallsNoneValid()
{
    look(u"eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."_s);
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QCOMPARE(signature().check().state, State::Invalid);
    QVERIFY(verdict().contains(u"not signed"_s));
}

void tst_TokenSignature::checksWithAFile()
{
    // RFC 8037 appendix A: a signature whose payload is no JSON.
    look(u"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"_s);
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})");
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    drop(signature().form(), data);
    QCOMPARE(signature().check().state, State::Valid);
    QVERIFY(verdict().contains(u"EdDSA"_s));

    m_inspector->showSection(TokenPage::Section::Signature);
    find<QPlainTextEdit>(u"keyText"_s)->setPlainText(u"-----BEGIN NONSENSE-----"_s);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QCOMPARE(signature().check().state, State::NotChecked);
    QVERIFY(!verdict().isEmpty());
}

void tst_TokenSignature::fetchesKeysOnAClickOnly()
{
    QByteArray base;
    RawServer server([&base](RawConnection &connection) {
        const QByteArray request = connection.readRequest();
        connection.send(RawServer::ok(request.startsWith("GET /keys ") ? QByteArray(R"({"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})")
                                                                       : R"({"issuer":")" + base + R"(","jwks_uri":")" + base + "/keys\"}"));
    });
    base = server.url("");
    look(SampleToken::of(R"({"iss":")" + base + "\"}", R"({"alg":"EdDSA","kid":"a","jku":")" + base + R"(/evil","x5u":")" + base + "/evil\"}"));
    m_inspector->showSection(TokenPage::Section::Signature);
    QCOMPARE(signature().form().source(), KeyForm::Source::Issuer);
    QCOMPARE(find<QPlainTextEdit>(u"keyPlan"_s)->toPlainText(), QString::fromLatin1("GET " + base + "/.well-known/openid-configuration"));
    QTest::qWait(50);
    QCOMPARE(server.connections(), 0);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(signature().check().state, State::Invalid); // it was made with another key
    const QList<QByteArray> requests = server.requests();
    QCOMPARE(requests.size(), 2);
    QVERIFY(requests.at(0).startsWith("GET /.well-known/openid-configuration "));
    QVERIFY(requests.at(1).startsWith("GET /keys "));
}

// Signed here and now, by the issuer that its keys are discovered from.
void tst_TokenSignature::verifiesWithKeysOfItsIssuer()
{
    QByteArray base;
    RawServer server([&base](RawConnection &connection) {
        const QByteArray request = connection.readRequest(), description = R"({"issuer":")" + base + R"(","jwks_uri":")" + base + "/keys\"}";
        const QByteArray keys = "{\"keys\":[" + rsaKey + ',' + otherEdKey + ',' + QByteArray(edKey).replace('@', "main") + "]}";
        connection.send(RawServer::ok(request.startsWith("GET /keys ") ? keys : description));
    });
    base = server.url("");
    const auto issued = [&](qint64 at) {
        return signedByEd(R"({"iss":")" + base + R"(","sub":"ada","iat":)" + QByteArray::number(at) + R"(,"exp":)" + QByteArray::number(at + 60) + '}',
            R"({"alg":"EdDSA","typ":"at+jwt","kid":"main"})");
    };
    look(issued(seconds()));
    m_inspector->showSection(TokenPage::Section::Signature);
    QCOMPARE(signature().form().source(), KeyForm::Source::Issuer);
    QCOMPARE(signature().check().state, State::NotChecked);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(signature().check().state, State::Valid);
    QVERIFY2(signature().check().key.contains(u"“main”"_s), qPrintable(signature().check().key));
    QVERIFY2(verdict().contains(u"EdDSA"_s) && verdict().contains(u"“main”"_s), qPrintable(verdict()));
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"valid"_s);
    QCOMPARE(server.requests().size(), 2);
    // The next one of this account is checked with the keys that are there; nothing is fetched for it.
    m_inspector->inspect(named(issued(seconds() + 30)), true);
    QCOMPARE(signature().check().state, State::Valid);
    QString forged = issued(seconds() + 40);
    forged.replace(forged.lastIndexOf(u'.') + 1, 8, u"AAAAAAAA"_s);
    m_inspector->inspect(named(forged), true);
    QTRY_COMPARE(signature().check().state, State::Invalid);
    QCOMPARE(server.requests().size(), 2);
}

void tst_TokenSignature::asksBeforeItGoesToAnotherServer()
{
    RawServer keys(RawServer::answering(RawServer::ok(R"({"keys":[]})")));
    QByteArray base;
    RawServer server([&](RawConnection &connection) {
        static_cast<void>(connection.readRequest());
        connection.send(RawServer::ok(R"({"issuer":")" + base + R"(","jwks_uri":")" + keys.url("/keys") + "\"}"));
    });
    base = server.url("");
    look(SampleToken::of(R"({"iss":")" + base + "\"}", R"({"alg":"RS256"})"));
    m_inspector->showSection(TokenPage::Section::Signature);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(find<QPlainTextEdit>(u"keyPlan"_s)->toPlainText(), QString::fromLatin1("GET " + keys.url("/keys")));
    QCOMPARE(keys.connections(), 0);
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(keys.requests().size(), 1);
    QTRY_VERIFY(!find<QLabel>(u"signatureVerdict"_s)->text().isEmpty());
    QCOMPARE(signature().check().state, State::NotChecked); // there was no key in it
}

void tst_TokenSignature::cancelsAFetch()
{
    RawServer server([](RawConnection &connection) {
        static_cast<void>(connection.readRequest());
        static_cast<void>(connection.waitForClose());
    });
    look(SampleToken::core(seconds(), 60));
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Address);
    find<QLineEdit>(u"keyAddress"_s)->setText(QString::fromLatin1(server.url("/keys")));
    auto *go = find<QPushButton>(u"keyGo"_s);
    QTest::mouseClick(go, Qt::LeftButton);
    QCOMPARE(go->text(), u"Cancel"_s);
    QTRY_COMPARE(server.requests().size(), 1);
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(go->text() != u"Cancel"_s);
    QCOMPARE(signature().check().state, State::NotChecked);
}

void tst_TokenSignature::keepsItsKeysForTheNextToken()
{
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QCOMPARE(signature().check().state, State::Valid);
    m_inspector->inspect(named(SampleToken::core(seconds() + 5, 60)), true); // refreshed
    QCOMPARE(signature().check().state, State::Valid);
    m_inspector->inspect(named(SampleToken::core(seconds() + 9, 60), u"refresh"_s)); // another one
    QCOMPARE(signature().check().state, State::NotChecked);
    QVERIFY(find<QLineEdit>(u"keySecret"_s)->text().isEmpty());
}

void tst_TokenSignature::triesManyKeysInTheBackground()
{
    QByteArray keys;
    for (int i = 0; i < 40; ++i) {
        const QByteArray key = i == 30 ? SampleToken::secret : QByteArray("a fake key of 32 bytes, number ") + QByteArray::number(i);
        keys += (keys.isEmpty() ? "" : ",") + (R"({"kty":"oct","k":")" + key.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + "\"}");
    }
    const auto check = [&] {
        m_inspector->showSection(TokenPage::Section::Signature);
        signature().form().setSource(KeyForm::Source::Key);
        find<QPlainTextEdit>(u"keyText"_s)->setPlainText(QString::fromLatin1("{\"keys\":[" + keys + "]}"));
        QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    };
    look(SampleToken::core(seconds(), 60));
    {
        const BusyPool busy;
        check();
        QCOMPARE(signature().check().state, State::NotChecked);
        QVERIFY2(verdict().contains(u"40"_s), qPrintable(verdict()));
        look(SampleToken::core(seconds() + 1, 60)); // another one: the answer about the first is nobody's
        QVERIFY(!verdict().contains(u"40"_s));
    }
    QTRY_COMPARE(QThreadPool::globalInstance()->activeThreadCount(), 0);
    QTest::qWait(20); // its answer is on the way
    QCOMPARE(signature().check().state, State::NotChecked);

    check();
    QTRY_COMPARE(signature().check().state, State::Valid);
    const BusyPool busy;
    m_inspector->inspect(named(SampleToken::core(seconds() + 5, 60)), true); // refreshed
    QCOMPARE(signature().check().state, State::Valid); // by the key that fitted before: the others are not tried again
    m_inspector->inspect(named(SampleToken::of("{}", R"({"alg":"HS256"})", "another fake secret of 32 bytes ")), true);
    QCOMPARE(signature().check().state, State::NotChecked); // as long as they are tried
    m_inspector->hide();
    QVERIFY(!verdict().contains(u"40"_s));
}

void tst_TokenSignature::forgetsWhenItIsHidden()
{
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    m_inspector->hide();
    m_inspector->show();
    QVERIFY(find<QLineEdit>(u"keySecret"_s)->text().isEmpty());
    QCOMPARE(signature().check().state, State::Valid); // what is known stays

    TokenWindow window({m_theme, *m_ticker, *m_transport, {}}, nullptr);
    window.inspect(named(SampleToken::core(seconds(), 60)));
    window.show();
    window.close();
    QVERIFY(window.inspector().token().isEmpty());
    QVERIFY(window.inspector().panels().text->shown().isEmpty());
}

void tst_TokenSignature::acceptsFetchedKeys()
{
    RawServer server(RawServer::answering(RawServer::ok("{\"keys\":[" + rsaKey + ',' + otherEdKey + ',' + QByteArray(edKey).replace('@', "main") + "]}", "Content-Type: application/json\r\n")));
    look(edToken);
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Address);
    find<QLineEdit>(u"keyAddress"_s)->setText(QString::fromLatin1(server.url("/keys")));
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    QTRY_COMPARE(signature().check().state, State::Valid);
    QVERIFY2(verdict().contains(u"EdDSA"_s) && verdict().contains(u"“main”"_s), qPrintable(verdict()));
    QCOMPARE(find<QLabel>(u"tokenBadge"_s)->text(), u"valid"_s);
    // The person decides which of them counts.
    auto *which = find<QComboBox>(u"signatureKey"_s);
    QVERIFY(which->isVisible());
    QCOMPARE(which->count(), 4);
    QCOMPARE(which->currentText(), u"whichever of the 3 fits"_s); // the token names none
    QVERIFY(which->itemText(1).contains(u"RSA"_s));
    const auto choose = [&](int index) {
        which->setCurrentIndex(index);
        Q_EMIT which->activated(index);
    };
    choose(2);
    QCOMPARE(signature().check().state, State::Invalid);
    QVERIFY2(verdict().contains(u"Choose another"_s), qPrintable(verdict()));
    choose(1);
    QCOMPARE(signature().check().state, State::Invalid); // a key of another kind
    choose(3);
    QCOMPARE(signature().check().state, State::Valid);
    QCOMPARE(server.requests().size(), 1);
}

void tst_TokenSignature::suggestsTheKeyThatTheTokenNames()
{
    const auto shared = [](const QByteArray &kid, const QByteArray &key) { return R"({"kty":"oct","kid":")" + kid + R"(","k":")" + Base64Url::encode(key) + "\"}"; };
    const QByteArray lie = "a fake key that signed nothing..", keys = "{\"keys\":[" + shared("a", SampleToken::secret) + ',' + shared("b", lie) + "]}";
    const auto check = [&] {
        m_inspector->showSection(TokenPage::Section::Signature);
        signature().form().setSource(KeyForm::Source::Key);
        find<QPlainTextEdit>(u"keyText"_s)->setPlainText(QString::fromLatin1(keys));
        QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    };
    look(SampleToken::of("{}", R"({"alg":"HS256","kid":"a"})"));
    auto *which = find<QComboBox>(u"signatureKey"_s);
    check();
    QVERIFY(which->currentText().contains(u"“a”"_s));
    QCOMPARE(signature().check().state, State::Valid);
    // A token may name whatever it likes: that is a suggestion, and the keys decide.
    look(SampleToken::of("{}", R"({"alg":"HS256","kid":"b"})"));
    check();
    QVERIFY(which->currentText().contains(u"“b”"_s));
    QCOMPARE(signature().check().state, State::Invalid);
    which->setCurrentIndex(1);
    Q_EMIT which->activated(1);
    QCOMPARE(signature().check().state, State::Valid);
    QVERIFY(verdict().contains(u"“a”"_s));
    look(SampleToken::of("{}", R"({"alg":"HS256","kid":"nobody"})"));
    check();
    QVERIFY(which->currentText().startsWith(u"whichever"_s));
    // One key alone is no choice, and it goes with its token.
    look(SampleToken::core(seconds(), 60));
    enterSecret(QString::fromLatin1(SampleToken::secret));
    QVERIFY(!which->isVisible());
}

void tst_TokenSignature::keepsItsKeysWhileOneTypes()
{
    makeWide();
    m_inspector->showPaste();
    auto *field = find<QPlainTextEdit>(u"tokenPaste"_s);
    field->setPlainText(SampleToken::of("{}", R"({"alg":"HS256","kid":"a"})"));
    QCOMPARE(signature().form().source(), KeyForm::Source::Secret); // as for any token
    const auto shared = [](const QByteArray &kid, const QByteArray &key) { return R"({"kty":"oct","kid":")" + kid + R"(","k":")" + Base64Url::encode(key) + "\"}"; };
    m_inspector->showSection(TokenPage::Section::Signature);
    signature().form().setSource(KeyForm::Source::Key);
    find<QPlainTextEdit>(u"keyText"_s)->setPlainText(QString::fromLatin1("{\"keys\":[" + shared("a", "a fake key that signed nothing..") + ',' + shared("b", SampleToken::secret) + "]}"));
    QTest::mouseClick(find(u"keyGo"_s), Qt::LeftButton);
    auto *which = find<QComboBox>(u"signatureKey"_s);
    QVERIFY(which->currentText().contains(u"“a”"_s));
    QCOMPARE(signature().check().state, State::Invalid);
    which->setCurrentIndex(2);
    Q_EMIT which->activated(2);
    QCOMPARE(signature().check().state, State::Valid);
    field->moveCursor(QTextCursor::End);
    const QString last = field->toPlainText().right(2);
    for (int i = 0; i < last.size(); ++i) {
        QTest::keyClick(field, Qt::Key_Backspace);
        QVERIFY(signature().check().state != State::Valid);
    }
    QTest::keyClicks(field, last);
    QCOMPARE(which->currentIndex(), 2);
    QCOMPARE(signature().form().source(), KeyForm::Source::Key);
    QCOMPARE(signature().check().state, State::Valid);
    QTest::keyClick(field, Qt::Key_Return); // the same token
    QCOMPARE(signature().check().state, State::Valid);
}

QTEST_MAIN(tst_TokenSignature)
#include "tst_TokenSignature.moc"
