#include "app/token/Base64Url.h"
#include "app/token/Jwks.h"
#include "app/token/JwtVerifier.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/encoder.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <QtTest/QTest>

using namespace tessera;
using namespace Qt::StringLiterals;
using State = SignatureCheck::State;

// Before the helpers: moc loses its way in their raw strings.
class tst_JwtVerifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void acceptsWhatTheKeySigned_data();
    void acceptsWhatTheKeySigned();
    void letsTheKeyChooseTheAlgorithm_data();
    void letsTheKeyChooseTheAlgorithm();
    void refuses_data();
    void refuses();
    void isNarrowedByTheUser();
    void takesAnyPayload();
    void findsTheKeyByItsId();
    void saysOfEachOfSeveralSignatures();
    void notesAShortSecret();
    void readsKeyFiles_data();
    void readsKeyFiles();
    void refusesKeys_data();
    void refusesKeys();
    void leavesOutUnusableKeysOfASet();
    void knowsRocaKeys();
    void agreesWithRfc8037();
    void namesKeysForPeople();
};

namespace {

using Pkey = std::shared_ptr<EVP_PKEY>; // shared: OpenSSL counts

Pkey own(EVP_PKEY *key)
{
    return {key, EVP_PKEY_free};
}

// A key pair of the kind that an algorithm or a curve is named for; made once, they take a while.
Pkey keyFor(const QByteArray &kind)
{
    static QHash<QByteArray, Pkey> made;
    Pkey &key = made[kind];
    if (key)
        return key;
    if (kind == "RSA")
        key = own(EVP_RSA_gen(2048));
    else if (kind == "RSA-1024")
        key = own(EVP_RSA_gen(1024));
    else if (kind == "Ed25519" || kind == "Ed448" || kind == "X25519")
        key = own(EVP_PKEY_Q_keygen(nullptr, nullptr, kind.toUpper().constData()));
    else
        key = own(EVP_EC_gen(kind.constData()));
    return key;
}

QByteArray number(EVP_PKEY *key, const char *param, int size = 0)
{
    BIGNUM *n = nullptr;
    if (EVP_PKEY_get_bn_param(key, param, &n) != 1)
        return {};
    QByteArray bytes(std::max(size, BN_num_bytes(n)), '\0');
    BN_bn2binpad(n, reinterpret_cast<uchar *>(bytes.data()), int(bytes.size()));
    BN_free(n);
    return Base64Url::encode(bytes);
}

QByteArray jwkOf(const QByteArray &kind, const QByteArray &more = {})
{
    EVP_PKEY *key = keyFor(kind).get();
    if (kind.startsWith("RSA"))
        return R"({"kty":"RSA","n":")" + number(key, OSSL_PKEY_PARAM_RSA_N) + R"(","e":")" + number(key, OSSL_PKEY_PARAM_RSA_E) + '"' + more + '}';
    if (kind == "Ed25519" || kind == "Ed448" || kind == "X25519") {
        QByteArray raw(57, '\0');
        size_t size = size_t(raw.size());
        EVP_PKEY_get_raw_public_key(key, reinterpret_cast<uchar *>(raw.data()), &size);
        return R"({"kty":"OKP","crv":")" + kind + R"(","x":")" + Base64Url::encode(raw.left(qsizetype(size))) + '"' + more + '}';
    }
    const int size = (EVP_PKEY_get_bits(key) + 7) / 8;
    return R"({"kty":"EC","crv":")" + kind + R"(","x":")" + number(key, OSSL_PKEY_PARAM_EC_PUB_X, size) + R"(","y":")"
        + number(key, OSSL_PKEY_PARAM_EC_PUB_Y, size) + '"' + more + '}';
}

QByteArray encoded(EVP_PKEY *key, int selection, const char *format, const char *structure, const char *cipher = nullptr)
{
    OSSL_ENCODER_CTX *context = OSSL_ENCODER_CTX_new_for_pkey(key, selection, format, structure, nullptr);
    if (cipher) {
        OSSL_ENCODER_CTX_set_cipher(context, cipher, nullptr);
        OSSL_ENCODER_CTX_set_passphrase(context, reinterpret_cast<const uchar *>("fake"), 4);
    }
    uchar *data = nullptr;
    size_t size = 0;
    OSSL_ENCODER_to_data(context, &data, &size);
    const QByteArray result(reinterpret_cast<const char *>(data), qsizetype(size));
    OPENSSL_free(data);
    OSSL_ENCODER_CTX_free(context);
    return result;
}

QByteArray publicPem(const QByteArray &kind)
{
    return encoded(keyFor(kind).get(), EVP_PKEY_PUBLIC_KEY, "PEM", "SubjectPublicKeyInfo");
}

QByteArray rawFromDer(const QByteArray &der, int half)
{
    const uchar *at = reinterpret_cast<const uchar *>(der.constData());
    ECDSA_SIG *pair = d2i_ECDSA_SIG(nullptr, &at, long(der.size()));
    QByteArray raw(2 * half, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), reinterpret_cast<uchar *>(raw.data()), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), reinterpret_cast<uchar *>(raw.data()) + half, half);
    ECDSA_SIG_free(pair);
    return raw;
}

QByteArray hmac(const QByteArray &secret, const QByteArray &input, const char *digest = "SHA256")
{
    uchar mac[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_get_digestbyname(digest), secret.constData(), int(secret.size()), reinterpret_cast<const uchar *>(input.constData()), size_t(input.size()), mac, &size);
    return QByteArray(reinterpret_cast<const char *>(mac), int(size));
}

QByteArray signature(const SignatureAlgorithm &algorithm, const QByteArray &kind, const QByteArray &input)
{
    EVP_PKEY *key = keyFor(kind).get();
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *options = nullptr;
    EVP_DigestSignInit_ex(context, &options, algorithm.digest, nullptr, nullptr, key, nullptr);
    if (algorithm.family == SignatureAlgorithm::Family::RsaPss) {
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(options, RSA_PSS_SALTLEN_DIGEST);
    }
    QByteArray result(1024, '\0');
    size_t size = size_t(result.size());
    EVP_DigestSign(context, reinterpret_cast<uchar *>(result.data()), &size, reinterpret_cast<const uchar *>(input.constData()), size_t(input.size()));
    EVP_MD_CTX_free(context);
    result.truncate(qsizetype(size));
    return algorithm.family == SignatureAlgorithm::Family::Ecdsa ? rawFromDer(result, (EVP_PKEY_get_bits(key) + 7) / 8) : result;
}

QByteArray input(const QByteArray &header, const QByteArray &payload = R"({"sub":"fake"})")
{
    return Base64Url::encode(header) + '.' + Base64Url::encode(payload);
}

QByteArray signedBy(const QByteArray &kind, const char *alg, const QByteArray &moreHeader = {}, const QByteArray &payload = R"({"sub":"fake"})")
{
    const QByteArray text = input(R"({"alg":")" + QByteArray(alg) + '"' + moreHeader + '}', payload);
    return text + '.' + Base64Url::encode(signature(*SignatureAlgorithm::named(QString::fromLatin1(alg)), kind, text));
}

const QByteArray secret = "fake-secret-that-is-long-enough-for-each-of-the-three-hash-sizes!";

QByteArray signedWithSecret(const char *alg = "HS256", const QByteArray &moreHeader = {}, const QByteArray &key = secret)
{
    const QByteArray text = input(R"({"alg":")" + QByteArray(alg) + '"' + moreHeader + '}');
    return text + '.' + Base64Url::encode(hmac(key, text, SignatureAlgorithm::named(QString::fromLatin1(alg))->digest));
}

QList<VerificationKey> keysOf(const QByteArray &file)
{
    const auto set = Jwks::fromFile(file, u"key.pem"_s);
    if (!set)
        qWarning("%s", qPrintable(set.error().message));
    return set ? set->keys : QList<VerificationKey>();
}

QList<VerificationKey> sharedKey(const QByteArray &bytes = secret)
{
    return {*VerificationKey::fromSecret(Secret(bytes), u"secret.txt"_s)};
}

}

void tst_JwtVerifier::acceptsWhatTheKeySigned_data()
{
    QTest::addColumn<QByteArray>("alg");
    QTest::addColumn<QByteArray>("kind");
    for (const char *alg : {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
        QTest::newRow(alg) << QByteArray(alg) << QByteArray("RSA");
    QTest::newRow("ES256") << QByteArray("ES256") << QByteArray("P-256");
    QTest::newRow("ES384") << QByteArray("ES384") << QByteArray("P-384");
    QTest::newRow("ES512") << QByteArray("ES512") << QByteArray("P-521");
    QTest::newRow("ES256K") << QByteArray("ES256K") << QByteArray("secp256k1");
    QTest::newRow("EdDSA, Ed25519") << QByteArray("EdDSA") << QByteArray("Ed25519");
    QTest::newRow("EdDSA, Ed448") << QByteArray("EdDSA") << QByteArray("Ed448");
    QTest::newRow("Ed25519") << QByteArray("Ed25519") << QByteArray("Ed25519");
    QTest::newRow("Ed448") << QByteArray("Ed448") << QByteArray("Ed448");
    for (const char *alg : {"HS256", "HS384", "HS512"})
        QTest::newRow(alg) << QByteArray(alg) << QByteArray();
}

void tst_JwtVerifier::acceptsWhatTheKeySigned()
{
    QFETCH(QByteArray, alg);
    QFETCH(QByteArray, kind);
    const QByteArray token = kind.isEmpty() ? signedWithSecret(alg.constData()) : signedBy(kind, alg.constData());
    const auto jwk = [&](const QByteArray &more) {
        return kind.isEmpty() ? R"({"kty":"oct","k":")" + Base64Url::encode(secret) + '"' + more + '}' : jwkOf(kind, more);
    };
    QList<QList<VerificationKey>> all{keysOf(jwk({})), keysOf(jwk(R"(,"alg":")" + alg + '"')), keysOf(R"({"keys":[)" + jwk({}) + "]}")};
    all.append(kind.isEmpty() ? sharedKey() : keysOf(publicPem(kind)));
    for (const auto &keys : all) {
        const SignatureCheck result = JwtVerifier(keys).check(token);
        QVERIFY2(result.state == State::Valid, qPrintable(result.reason));
        QCOMPARE(result.algorithm, QString::fromLatin1(alg));
        QCOMPARE(result.key, keys.first().name());
        // Any change of any part.
        for (qsizetype at = 0; at < token.size(); at += 7) {
            QByteArray changed = token;
            changed[at] = changed.at(at) == 'A' ? 'B' : 'A';
            QCOMPARE(JwtVerifier(keys).check(changed).state, State::Invalid);
        }
    }
}

void tst_JwtVerifier::letsTheKeyChooseTheAlgorithm_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *name, const QByteArray &key, const QByteArray &token) { QTest::newRow(name) << key << token; };
    const QByteArray pem = publicPem("RSA");
    const QByteArray text = input(R"({"alg":"HS256"})");
    row("HS256 with the public key's text as secret", pem, text + '.' + Base64Url::encode(hmac(pem, text)));
    row("HS256 with the public key's text, from a JWK", jwkOf("RSA"), text + '.' + Base64Url::encode(hmac(pem, text)));
    row("RS256 for a PS256 key", jwkOf("RSA", R"(,"alg":"PS256")"), signedBy("RSA", "RS256"));
    row("PS384 for a PS256 key", jwkOf("RSA", R"(,"alg":"PS256")"), signedBy("RSA", "PS384"));
    row("ES256 for another curve", jwkOf("P-384"), signedBy("P-256", "ES256"));
    row("ES256K for P-256", jwkOf("P-256"), signedBy("secp256k1", "ES256K"));
    row("Ed448 for Ed25519", jwkOf("Ed25519"), signedBy("Ed448", "Ed448"));
    row("EdDSA for an RSA key", pem, signedBy("Ed25519", "EdDSA"));
    row("RS256 for a shared key", R"({"kty":"oct","k":")" + Base64Url::encode(secret) + "\"}", signedBy("RSA", "RS256"));
}

void tst_JwtVerifier::letsTheKeyChooseTheAlgorithm()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, token);
    const SignatureCheck result = JwtVerifier(keysOf(key)).check(token);
    QCOMPARE(result.state, State::Invalid);
    QVERIFY2(result.reason.contains(u"but the key is for"_s), qPrintable(result.reason));
}

void tst_JwtVerifier::refuses_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &token, const QString &words) { QTest::newRow(name) << token << words; };
    const QByteArray good = signedWithSecret();
    const QByteArray signatureOfGood = good.mid(good.lastIndexOf('.') + 1);
    for (const char *none : {"none", "None", "NONE", "nOnE"})
        row(none, input(R"({"alg":")" + QByteArray(none) + "\"}") + '.', u"not signed at all"_s);
    row("none with a signature", input(R"({"alg":"none"})") + '.' + signatureOfGood, u"not signed at all"_s);
    row("no alg", input("{}") + '.' + signatureOfGood, u"does not say which algorithm"_s);
    row("alg is a number", input(R"({"alg":256})") + '.' + signatureOfGood, u"does not say which algorithm"_s);
    row("other case", input(R"({"alg":"hs256"})") + '.' + signatureOfGood, u"no signature algorithm"_s);
    row("unknown", input(R"({"alg":"XX"})") + '.' + signatureOfGood, u"no signature algorithm"_s);
    row("signature missing", good.left(good.lastIndexOf('.') + 1), u"signature is missing"_s);
    row("signature part missing", good.left(good.lastIndexOf('.')), u"three parts"_s);
    row("four parts", good + ".x", u"three parts"_s);
    row("encrypted", "a.b.c.d.e", u"encrypted"_s);
    row("header missing", good.mid(good.indexOf('.')), u"header is missing"_s);
    row("empty", "", u"three parts"_s);
    row("padded", good + "=", u"not base64url"_s);
    row("line inside", QByteArray(good).insert(good.size() - 5, '\n'), u"in one line"_s);
    row("a command", "curl -H 'Authorization: Bearer " + good + "' https://h.example/a.b", u"paste the token alone"_s);
    row("header is no object", Base64Url::encode("[]") + good.mid(good.indexOf('.')), u"not a JSON object"_s);
    row("alg twice", input(R"({"alg":"none","alg":"HS256"})") + '.' + signatureOfGood, u"more than once"_s);
    row("critical and unknown", signedWithSecret("HS256", R"(,"crit":["exp"],"exp":1)"), u"critical"_s);
    row("critical and absent", signedWithSecret("HS256", R"(,"crit":["b64"])"), u"critical"_s);
    row("critical is empty", signedWithSecret("HS256", R"(,"crit":[])"), u"“crit”"_s);
    row("critical holds more than names", signedWithSecret("HS256", R"(,"crit":["b64",{"x":1}],"b64":true)"), u"“crit”"_s);
    row("critical twice", signedWithSecret("HS256", R"(,"crit":["b64","b64"],"b64":true)"), u"“crit”"_s);
    row("critical is a text", signedWithSecret("HS256", R"(,"crit":"b64","b64":true)"), u"“crit”"_s);
    row("b64 is a number", signedWithSecret("HS256", R"(,"crit":["b64"],"b64":0)"), u"neither true nor false"_s);
    row("another's", signedWithSecret("HS256", {}, "another-fake-secret-that-is-long-enough"), u"does not fit"_s);
    row("embedded key", signedBy("P-256", "ES256", R"(,"jwk":)" + jwkOf("P-256")), u"but the key is for"_s);
    row("key by URL", signedBy("P-256", "ES256", R"(,"jku":"http://127.0.0.1:9/jwks")"), u"but the key is for"_s);
    row("unprotected header", R"({"payload":"e30","header":{"alg":"HS256","x":1},"signature":")" + Base64Url::encode(hmac(secret, ".e30")) + "\"}", u"unprotected"_s);
    row("both headers", R"({"payload":"e30","protected":")" + Base64Url::encode(R"({"alg":"HS256"})") + R"(","header":{"alg":"none"},"signature":"AA"})", u"both headers"_s);
    row("both JSON forms", R"({"payload":"e30","signatures":[],"signature":"AA"})", u"mixes"_s);
    row("no signatures", R"({"payload":"e30","signatures":[]})", u"0 signatures"_s);
    row("JSON without a payload", R"({"signature":"AA"})", u"payload"_s);
    row("broken JSON", R"({"payload":)", u"token"_s);
    row("huge", QByteArray(2'000'000, 'a'), u"longer than a megabyte"_s);
}

void tst_JwtVerifier::refuses()
{
    QFETCH(QByteArray, token);
    QFETCH(QString, words);
    const SignatureCheck result = JwtVerifier(sharedKey()).check(token);
    QCOMPARE(result.state, State::Invalid);
    QVERIFY2(result.reason.contains(words), qPrintable(result.reason));
    QVERIFY(result.reason.endsWith(u'.'));
    QVERIFY(result.key.isEmpty());
}

void tst_JwtVerifier::isNarrowedByTheUser()
{
    const QByteArray token = signedBy("RSA", "RS256");
    const auto keys = keysOf(publicPem("RSA"));
    QCOMPARE(JwtVerifier(keys, {u"RS256"_s, u"ES256"_s}).check(token).state, State::Valid);
    const SignatureCheck result = JwtVerifier(keys, {u"PS256"_s}).check(token);
    QCOMPARE(result.state, State::Invalid);
    QVERIFY(result.reason.contains(u"only PS256 is allowed"_s));
    QCOMPARE(JwtVerifier(keys, {u"none"_s}).check(input(R"({"alg":"none"})") + '.').state, State::Invalid);
}

void tst_JwtVerifier::takesAnyPayload()
{
    for (const QByteArray &payload : {QByteArray(), QByteArray("foo"), QByteArray("\x00\xff", 2), QByteArray("{\"a\":1,\"a\":2}")})
        QCOMPARE(JwtVerifier(keysOf(jwkOf("P-256"))).check(signedBy("P-256", "ES256", {}, payload)).state, State::Valid);
    const QByteArray header = Base64Url::encode(R"({"alg":"HS256","b64":false,"crit":["b64"]})");
    QCOMPARE(JwtVerifier(sharedKey()).check(header + ".not base64 at all!." + Base64Url::encode(hmac(secret, header + ".not base64 at all!"))).state, State::Valid);
}

void tst_JwtVerifier::findsTheKeyByItsId()
{
    const QByteArray set = R"({"keys":[)" + jwkOf("P-256", R"(,"kid":"one")") + ',' + jwkOf("RSA", R"(,"kid":"two")") + "]}";
    const JwtVerifier verifier(keysOf(set));
    const SignatureCheck second = verifier.check(signedBy("RSA", "RS256", R"(,"kid":"two")"));
    QCOMPARE(second.state, State::Valid);
    QVERIFY(second.key.contains(u"two"_s));
    QCOMPARE(verifier.check(signedBy("RSA", "RS256")).state, State::Valid); // no id: each is tried
    QCOMPARE(verifier.check(signedBy("RSA", "RS256", R"(,"kid":"one")")).state, State::Invalid);
    const SignatureCheck unknown = verifier.check(signedBy("RSA", "RS256", R"(,"kid":"three")"));
    QCOMPARE(unknown.state, State::Invalid);
    QVERIFY(unknown.reason.contains(u"“three”"_s));
    QVERIFY(JwtVerifier({}).check(signedWithSecret()).reason.contains(u"no key"_s));
}

void tst_JwtVerifier::saysOfEachOfSeveralSignatures()
{
    const auto inJson = [](const QByteArrayList &tokens) { // of one payload
        QByteArrayList signatures;
        for (const QByteArray &token : tokens) {
            const QByteArrayList parts = token.split('.');
            signatures += R"({"protected":")" + parts.at(0) + R"(","signature":")" + parts.at(2) + "\"}";
        }
        return QByteArray(R"({"payload":")" + tokens.first().split('.').at(1) + R"(","signatures":[)" + signatures.join(',') + "]}");
    };
    const QByteArray shared = signedWithSecret(), curve = signedBy("P-256", "ES256");
    QCOMPARE(shared.split('.').at(1), curve.split('.').at(1));
    const SignatureCheck second = JwtVerifier(sharedKey()).check(inJson({curve, shared}));
    QCOMPARE(second.state, State::Valid);
    QVERIFY2(second.note.startsWith(u"It is number 2 of 2 signatures"_s), qPrintable(second.note));
    const SignatureCheck none = JwtVerifier(sharedKey("another-fake-secret-that-is-long-enough")).check(inJson({curve, shared}));
    QCOMPARE(none.state, State::Invalid);
    QVERIFY2(none.reason.contains(u"Number 1: The token says ES256"_s) && none.reason.contains(u"Number 2: The signature does not fit"_s), qPrintable(none.reason));
}

void tst_JwtVerifier::notesAShortSecret()
{
    const SignatureCheck result = JwtVerifier(sharedKey("short")).check(signedWithSecret("HS256", {}, "short"));
    QCOMPARE(result.state, State::Valid);
    QVERIFY(result.note.contains(u"256 bits"_s));
    QVERIFY(JwtVerifier(sharedKey()).check(signedWithSecret()).note.isEmpty());
}

void tst_JwtVerifier::readsKeyFiles_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *name, const QByteArray &file, const QByteArray &token) { QTest::newRow(name) << file << token; };
    const QByteArray rs = signedBy("RSA", "RS256"), es = signedBy("P-256", "ES256"), ed = signedBy("Ed25519", "EdDSA");
    row("public, PKCS 1", encoded(keyFor("RSA").get(), EVP_PKEY_PUBLIC_KEY, "PEM", "type-specific"), rs);
    row("private, PKCS 8", encoded(keyFor("RSA").get(), EVP_PKEY_KEYPAIR, "PEM", "PrivateKeyInfo"), rs);
    row("private, PKCS 1", encoded(keyFor("RSA").get(), EVP_PKEY_KEYPAIR, "PEM", "type-specific"), rs);
    row("private, SEC 1", encoded(keyFor("P-256").get(), EVP_PKEY_KEYPAIR, "PEM", "type-specific"), es);
    row("Ed25519, private", encoded(keyFor("Ed25519").get(), EVP_PKEY_KEYPAIR, "PEM", "PrivateKeyInfo"), ed);
    row("public, DER", encoded(keyFor("RSA").get(), EVP_PKEY_PUBLIC_KEY, "DER", "SubjectPublicKeyInfo"), rs);
    row("private, DER", encoded(keyFor("P-256").get(), EVP_PKEY_KEYPAIR, "DER", "PrivateKeyInfo"), es);
    row("text around it", "Subject: a key\r\n\r\n" + publicPem("RSA") + "\nmore\n", rs);
    row("JWK with unknown members", jwkOf("RSA", R"(,"x5t":"abc","ext":true,"use":"sig","key_ops":["verify"])"), rs);
    row("white space before it", "\n  " + jwkOf("RSA"), rs);
    X509 *certificate = X509_new();
    X509_set_pubkey(certificate, keyFor("P-256").get());
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 60);
    X509_sign(certificate, keyFor("P-256").get(), EVP_sha256());
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, certificate);
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    row("certificate", QByteArray(data, size), es);
    uchar *der = nullptr;
    const int derSize = i2d_X509(certificate, &der);
    row("certificate, DER", QByteArray(reinterpret_cast<const char *>(der), derSize), es);
    OPENSSL_free(der);
    BIO_free(bio);
    X509_free(certificate);
}

void tst_JwtVerifier::readsKeyFiles()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, token);
    const auto set = Jwks::fromFile(file, u"key.pem"_s);
    QVERIFY2(set, set ? "" : qPrintable(set.error().message));
    const SignatureCheck result = JwtVerifier(set->keys).check(token);
    QVERIFY2(result.state == State::Valid, qPrintable(result.reason));
}

void tst_JwtVerifier::refusesKeys_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &file, const QString &words) { QTest::newRow(name) << file << words; };
    row("empty", "", u"no key"_s);
    row("noise", "hello", u"neither PEM"_s);
    row("nothing", " \n", u"It is empty"_s);
    row("OpenSSH", "ssh-rsa AAAAB3NzaC1yc2E me@here", u"ssh-keygen"_s);
    row("PEM of nothing", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", u"no key"_s);
    row("encrypted", encoded(keyFor("RSA").get(), EVP_PKEY_KEYPAIR, "PEM", "PrivateKeyInfo", "AES-256-CBC"), u"passphrase"_s);
    row("small RSA", publicPem("RSA-1024"), u"1024 bits"_s);
    row("small RSA, JWK", jwkOf("RSA-1024"), u"1024 bits"_s);
    row("unknown curve", publicPem("P-224"), u"curve"_s);
    row("key exchange", publicPem("X25519"), u"can't check signatures"_s);
    row("key exchange, JWK", jwkOf("X25519"), u"can't check signatures"_s);
    row("for encryption", jwkOf("RSA", R"(,"use":"enc")"), u"“enc”"_s);
    row("for encryption, key_ops", jwkOf("RSA", R"(,"key_ops":["encrypt","wrapKey"])"), u"encrypt"_s);
    row("alg of another kind", jwkOf("P-256", R"(,"alg":"RS256")"), u"RS256"_s);
    row("alg that does not exist", jwkOf("P-521", R"(,"alg":"ES521")"), u"ES521"_s);
    row("alg none", jwkOf("RSA", R"(,"alg":"none")"), u"none"_s);
    row("short for its alg", R"({"kty":"oct","alg":"HS512","k":")" + Base64Url::encode(QByteArray(63, 'x')) + "\"}", u"512"_s);
    row("empty secret", R"({"kty":"oct","k":""})", u"must not be empty"_s);
    row("padded number", QByteArray(jwkOf("RSA")).replace("\"AQAB\"", "\"AQAB=\""), u"not base64url"_s);
    row("even exponent", QByteArray(jwkOf("RSA")).replace("\"AQAB\"", "\"AQAA\""), u"exponent"_s);
    row("exponent of one", QByteArray(jwkOf("RSA")).replace("\"AQAB\"", "\"AQ\""), u"exponent"_s);
    row("number missing", R"({"kty":"RSA","n":"AQAB"})", u"/e"_s);
    row("point off its curve", R"({"kty":"EC","crv":"P-256","x":")" + Base64Url::encode(QByteArray(32, 1)) + R"(","y":")" + Base64Url::encode(QByteArray(32, 2)) + "\"}", u"key"_s);
    row("point of another size", R"({"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"})", u"size"_s);
    row("type missing", R"({"n":"AQAB"})", u"kty"_s);
    row("type unknown", R"({"kty":"PQ"})", u"PQ"_s);
    row("member twice", R"({"kty":"oct","kty":"RSA"})", u"key"_s);
    row("broken JSON", "{", u"key set"_s);
    row("set of nothing", R"({"keys":[]})", u"no key"_s);
    row("keys is a text", R"({"keys":"x"})", u"keys"_s);
    row("shared and public", R"({"keys":[)" + jwkOf("RSA") + R"(,{"kty":"oct","k":")" + Base64Url::encode(secret) + "\"}]}", u"side by side"_s);
    row("one id for two", R"({"keys":[)" + jwkOf("RSA", R"(,"kid":"a")") + R"(,{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]})", u"“a”"_s);
}

void tst_JwtVerifier::refusesKeys()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, words);
    const auto set = Jwks::fromFile(file, u"key.pem"_s);
    QVERIFY(!set);
    QCOMPARE(set.error().kind, ErrorKind::Input);
    QVERIFY2(set.error().message.contains(words), qPrintable(set.error().message));
}

void tst_JwtVerifier::leavesOutUnusableKeysOfASet()
{
    const auto set = Jwks::parse(R"({"keys":[{"kty":"new"},)" + jwkOf("RSA-1024") + ',' + jwkOf("RSA", R"(,"use":"enc")") + ',' + jwkOf("P-256") + "]}");
    QVERIFY(set);
    QCOMPARE(set->keys.size(), 1);
    QCOMPARE(set->leftOut.size(), 3);
    QCOMPARE(JwtVerifier(set->keys).check(signedBy("P-256", "ES256")).state, State::Valid);
}

void tst_JwtVerifier::knowsRocaKeys()
{
    // The public key of Wycheproof's case; only a faulty chip makes such numbers.
    const QByteArray roca = R"({"kty":"RSA","e":"AQAB","n":"AanFpofbj7KjD4Lf-N2hVMKR7yewSyXhhbirIMTGpfYEhZ_lnt5UoK98DnKIgArXGTu3MaW_HhFw16HGaTDUHqPrId7fe4r11CqRw09yBFuW79V8sYIwHdzCaWflUI6auImYbVfoN9_nD5n8N8SY9DwXw7mwZM9wREPXoDPgOoIWl6q_MPsp7n0zs3Z5ZaiQWOOzl1S9OhwAfSiiOwz6efnXEaxuTEtPd7BjSx7NaFka8Dx9U7YqXy2RFj1O9PjyaDGuRh7YXsX3iMUSP_wSyHQg_c_qHRtKUsNSGCT7OZg0hzm2KphtjnayKJvC64vAbROBR4Ubg6Bxg9IQVZ-QYyE"})";
    const auto set = Jwks::parse(roca);
    QVERIFY(!set);
    QVERIFY2(set.error().message.contains(u"CVE-2017-15361"_s), qPrintable(set.error().message));
}

void tst_JwtVerifier::agreesWithRfc8037()
{
    const auto keys = keysOf(R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})"); // appendix A.2
    const QByteArray token = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
    QCOMPARE(JwtVerifier(keys).check(token).state, State::Valid);
}

void tst_JwtVerifier::namesKeysForPeople()
{
    QCOMPARE(keysOf(jwkOf("RSA", R"(,"kid":"k1")")).first().name(), u"RSA key of 2048 bits “k1”"_s);
    QCOMPARE(keysOf(publicPem("P-256")).first().name(), u"P-256 key “key.pem”"_s);
    QCOMPARE(sharedKey("12345678").first().name(), u"shared key of 64 bits “secret.txt”"_s);
    QCOMPARE(keysOf(jwkOf("Ed25519")).first().name(), u"Ed25519 key"_s);
}

QTEST_APPLESS_MAIN(tst_JwtVerifier)
#include "tst_JwtVerifier.moc"
