#include "app/token/JwtVerifier.h"
#include "app/token/Jwt.h"
#include "tests/bench/base/BareJwt.h"
#include "tests/bench/base/SigningKey.h"
#include "tests/bench/support/Figure.h"
#include "tests/bench/support/Stopwatch.h"

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

using bench::SigningKey;

QByteArray tokenOf(SigningKey &key, SigningKey::Kind kind)
{
    const QByteArray header = QByteArray(R"({"alg":")") + SigningKey::algorithm(kind) + R"(","typ":"at+jwt","kid":"RjEwOwOA"})";
    const QByteArray payload = R"({"iss":"https://authorization-server.example.com/","sub":"5ba552d67","aud":"https://rs.example.com/",)"
                               R"("exp":1639528912,"iat":1618354090,"jti":"dbe39bf3a3ba4238a513f51d6e1691c4","client_id":"s6BhdRkqt3",)"
                               R"("scope":"openid profile reademail","auth_time":1618354080,"roles":["admin","user"]})";
    const QByteArray input = Base64Url::encode(header) + '.' + Base64Url::encode(payload);
    return input + '.' + Base64Url::encode(key.sign(input));
}

double perCall(int count, const std::function<void()> &call) // us
{
    return bench::Stopwatch::processor([&] {
        for (int i = 0; i < count; ++i)
            call();
    }) * 1000 / count;
}

bool isSame(const QList<TokenClaim> &own, const bench::BareJwt &bare, std::size_t from)
{
    for (qsizetype i = 0; i < own.size(); ++i) {
        const auto &claim = bare.claims().at(from + std::size_t(i));
        if (own.at(i).name.toUtf8() != QByteArrayView(claim.name.data(), qsizetype(claim.name.size()))
            || own.at(i).json != QByteArrayView(claim.json.data(), qsizetype(claim.json.size())).trimmed())
            return false;
    }
    return true;
}

void measureDecoding(const QByteArray &token)
{
    bench::BareJwt bare;
    const auto jwt = Jwt::decode(QByteArrayView(token));
    bench::demand(jwt && jwt->isWellFormed() && bare.decode(token), "the token can't be read");
    const auto &header = jwt->header().claims.all(), &payload = jwt->payload().claims.all();
    bench::demand(bare.claims().size() == std::size_t(header.size() + payload.size()) && isSame(header, bare, 0)
            && isSame(payload, bare, std::size_t(header.size())),
        "other claims");
    constexpr int count = 20'000;
    const auto medians = bench::inTurn(
        9, [&] { return perCall(count, [&] { bench::demand(Jwt::decode(QByteArrayView(token)).has_value(), "the token can't be read"); }); },
        [&] { return perCall(count, [&] { bench::demand(bare.decode(token), "the token can't be read"); }); });
    bench::report({u"jwt/decode"_s, medians.ours, medians.base, u"us"_s, 1.5});
}

void measureChecking(SigningKey::Kind kind)
{
    SigningKey pair(kind);
    const QByteArray token = tokenOf(pair, kind);
    const auto key = VerificationKey::fromFile(pair.publicPem(), u"bench"_s);
    bench::demand(key.has_value(), "the key is refused");
    const JwtVerifier verifier({*key});
    QByteArray changed = token;
    changed[token.indexOf('.') + 10] = changed.at(token.indexOf('.') + 10) == 'A' ? 'B' : 'A';
    bench::demand(verifier.check(QByteArrayView(changed)).state == SignatureCheck::State::Invalid, "a changed token is called valid");
    constexpr int count = 1000;
    const auto ours = [&] { bench::demand(verifier.check(QByteArrayView(token)).state == SignatureCheck::State::Valid, "a good token is refused"); };
    const auto base = [&] { bench::demand(pair.isGood(), "OpenSSL refuses it"); };
    const auto medians = bench::inTurn(15, [&] { return perCall(count, ours); }, [&] { return perCall(count, base); });
    bench::report({u"jwt/"_s + QLatin1StringView(SigningKey::algorithm(kind)), medians.ours, medians.base, u"us"_s, 1.25});
}

}

// One thread alone: its processor time.
int main()
{
    SigningKey pair(SigningKey::Kind::Rs256);
    measureDecoding(tokenOf(pair, SigningKey::Kind::Rs256));
    for (const auto kind : {SigningKey::Kind::Rs256, SigningKey::Kind::Es256, SigningKey::Kind::EdDsa})
        measureChecking(kind);
}
