#include "app/http/TokenAnswerCheck.h"

#include "app/http/ContentDecoder.h"
#include "app/http/NetworkFailure.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>

namespace tessera::TokenAnswerCheck {

using namespace Qt::StringLiterals;

namespace {

using Kind = NetworkFailure::Kind;

constexpr int noContent = 204;
constexpr int notModified = 304;

// nullopt: none was given. Several equal ones are one; anything else contradicts itself.
Result<std::optional<qint64>> contentLength(const HttpHeaders &headers, const NetworkFailure &contradiction)
{
    std::optional<qint64> length;
    for (const QByteArray &value : headers.values("Content-Length")) {
        for (const QByteArray &text : value.split(',')) {
            const QByteArray digits = text.trimmed();
            bool isNumber = false;
            const qint64 number = digits.toLongLong(&isNumber);
            if (!isNumber || number < 0 || digits.startsWith('+') || (length && *length != number))
                return failure(contradiction.error());
            length = number;
        }
    }
    return length;
}

// Errors: Network.
Result<Done> checkLength(const TokenAnswer &answer, const QByteArray &method, const Origin &origin, bool isCut)
{
    if (answer.headers.contains("Transfer-Encoding")) // chunks count for themselves, and Qt hides them
        return isCut ? Result<Done>(failure(NetworkFailure(Kind::CutOff, origin).error())) : Done{};
    if (method == "HEAD" || answer.status == noContent || answer.status == notModified)
        return Done{};
    const auto length = contentLength(answer.headers, NetworkFailure(Kind::BadFraming, origin));
    if (!length)
        return failure(length.error());
    if (!length->has_value() || **length == answer.body.size())
        return Done{};
    const QString counts = QCoreApplication::translate("TokenAnswerCheck", "%1 of %2 bytes").arg(answer.body.size()).arg(**length);
    return failure(NetworkFailure(Kind::CutOff, origin).says(counts).error());
}

}

Result<TokenAnswer> whole(TokenAnswer answer, const QByteArray &method, const Origin &origin, bool isCut, qint64 largestBody)
{
    if (const auto checked = checkLength(answer, method, origin, isCut); !checked)
        return failure(checked.error());
    const QByteArray encoding = answer.headers.value("Content-Encoding");
    if (!ContentDecoder::isKnown(encoding))
        return failure(NetworkFailure(Kind::BadEncoding, origin).says(VisibleText::of(encoding, 40)).error());
    const auto decoder = ContentDecoder::make(encoding);
    if (!decoder)
        return answer;
    QByteArray decoded;
    const auto outcome = decoder->feed(answer.body, [&](QByteArrayView piece) {
        decoded.append(piece);
        return decoded.size() <= largestBody;
    });
    if (outcome == ContentDecoder::Outcome::Stopped)
        return failure(NetworkFailure(Kind::TooLarge, origin).error());
    if (outcome == ContentDecoder::Outcome::Broken || !decoder->isWhole())
        return failure(NetworkFailure(Kind::BadEncoding, origin).error());
    answer.body = decoded;
    return answer;
}

}
