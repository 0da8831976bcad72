#include "app/auth/apply/AwsSigner.h"

#include "app/http/UrlText.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QMap>
#include <QtCore/QMessageAuthenticationCode>

#include <algorithm>

namespace tessera::AwsSigner {

using namespace Qt::StringLiterals;

namespace {

constexpr auto algorithm = "AWS4-HMAC-SHA256";
constexpr int presignedLife = 900; // seconds

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray hmac(const QByteArray &key, const QByteArray &text)
{
    return QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256);
}

QByteArray timeText(UtcTime now, const QString &format)
{
    return QDateTime::fromMSecsSinceEpoch(now.time_since_epoch().count(), Qt::UTC).toString(format).toLatin1();
}

QByteArray dateTime(UtcTime now)
{
    return timeText(now, u"yyyyMMdd'T'HHmmss'Z'"_s);
}

bool isS3(const AwsCredential &aws)
{
    return aws.service.startsWith("s3"_L1);
}

QByteArray scope(const AwsCredential &aws, UtcTime now)
{
    return timeText(now, u"yyyyMMdd"_s) + '/' + aws.region.toUtf8() + '/' + aws.service.toUtf8() + "/aws4_request";
}

// RFC 3986 section 5.2.4, and empty segments away.
QByteArray normalised(const QByteArray &path)
{
    QList<QByteArray> segments;
    for (const QByteArray &segment : path.split('/')) {
        if (segment == ".." && !segments.isEmpty())
            segments.removeLast();
        else if (!segment.isEmpty() && segment != "." && segment != "..")
            segments.append(segment);
    }
    const bool isFolder = path.endsWith('/') || path.endsWith("/.") || path.endsWith("/..");
    return '/' + segments.join('/') + (isFolder && !segments.isEmpty() ? "/" : "");
}

QByteArray canonicalPath(const QByteArray &url, bool isAsItStands)
{
    const QByteArray target = UrlText::target(url);
    const QByteArray path = target.split('?').constFirst();
    if (!isAsItStands)
        return normalised(path).toPercentEncoding("/");
    return QByteArray::fromPercentEncoding(path).toPercentEncoding("/");
}

QByteArray canonicalQuery(const QByteArray &url)
{
    QList<std::pair<QByteArray, QByteArray>> items;
    for (const UrlText::QueryItem &item : UrlText::queryItems(url))
        items.append({item.name.toPercentEncoding(), item.value.toPercentEncoding()});
    std::sort(items.begin(), items.end());
    QByteArray text;
    for (const auto &[name, value] : items)
        text += (text.isEmpty() ? "" : "&") + name + '=' + value;
    return text;
}

// What is changed, added or left out on the way.
bool isLeftOut(const QByteArray &name)
{
    static const QList<QByteArray> names{"authorization", "connection", "cookie", "expect", "keep-alive", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "x-amzn-trace-id"};
    return names.contains(name);
}

QMap<QByteArray, QByteArray> signedHeaders(const HttpRequest &request, const AwsCredential &aws)
{
    QMap<QByteArray, QByteArray> headers;
    if (const auto origin = request.origin(); origin && !request.headers.contains("Host"))
        headers.insert("host", origin->authority().toLatin1());
    for (const HttpHeader &field : request.headers) {
        const QByteArray name = field.name.toLower();
        if (isLeftOut(name) || (aws.isInQuery && name != "host" && !name.startsWith("x-amz-")))
            continue;
        const QByteArray value = field.value.simplified();
        const auto known = headers.find(name);
        if (known == headers.end())
            headers.insert(name, value);
        else
            *known += ',' + value;
    }
    return headers;
}

QByteArray canonicalRequest(const HttpRequest &request, const QMap<QByteArray, QByteArray> &headers, const AwsCredential &aws,
    const QByteArray &payloadHash)
{
    QByteArray lines;
    for (auto header = headers.cbegin(); header != headers.cend(); ++header)
        lines += header.key() + ':' + header.value() + '\n';
    return request.method + '\n' + canonicalPath(request.url, isS3(aws)) + '\n' + canonicalQuery(request.url) + '\n' + lines + '\n'
        + headers.keys().join(';') + '\n' + payloadHash;
}

Signed signedOver(const HttpRequest &request, const QMap<QByteArray, QByteArray> &headers, const AwsCredential &aws,
    const QByteArray &payloadHash, UtcTime now)
{
    Signed result;
    result.canonicalRequest = canonicalRequest(request, headers, aws, payloadHash);
    result.stringToSign = QByteArray(algorithm) + '\n' + dateTime(now) + '\n' + scope(aws, now) + '\n' + sha256(result.canonicalRequest);
    QByteArray key = hmac("AWS4" + aws.secretAccessKey.revealUtf8(), timeText(now, u"yyyyMMdd"_s));
    for (const QByteArray &part : {aws.region.toUtf8(), aws.service.toUtf8(), QByteArray("aws4_request")})
        key = hmac(key, part);
    result.signature = hmac(key, result.stringToSign).toHex();
    result.authorization = QByteArray(algorithm) + " Credential=" + aws.accessKeyId.toUtf8() + '/' + scope(aws, now)
        + ", SignedHeaders=" + headers.keys().join(';') + ", Signature=" + result.signature;
    return result;
}

// What an earlier signature left in the URL would be part of the new one.
void dropSignature(HttpRequest &request)
{
    static const QList<QByteArray> names{"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires",
        "X-Amz-SignedHeaders", "X-Amz-Security-Token", "X-Amz-Signature"};
    QList<UrlText::QueryItem> old;
    for (const UrlText::QueryItem &item : UrlText::queryItems(request.url)) {
        if (names.contains(item.name))
            old.append(item);
    }
    request.url = UrlText::withoutQueryItems(request.url, old);
}

void addItem(HttpRequest &request, const char *name, const QByteArray &value)
{
    request.url = UrlText::withQueryItem(request.url, QString::fromLatin1(name), QString::fromUtf8(value));
    if (!request.secretQueryItems.contains(name))
        request.secretQueryItems.append(name);
}

void signInQuery(HttpRequest &request, const AwsCredential &aws, const QByteArray &payloadHash, UtcTime now)
{
    const QByteArray names = signedHeaders(request, aws).keys().join(';');
    addItem(request, "X-Amz-Algorithm", algorithm);
    addItem(request, "X-Amz-Credential", aws.accessKeyId.toUtf8() + '/' + scope(aws, now));
    addItem(request, "X-Amz-Date", dateTime(now));
    addItem(request, "X-Amz-Expires", QByteArray::number(presignedLife));
    addItem(request, "X-Amz-SignedHeaders", names);
    if (!aws.sessionToken.isEmpty())
        addItem(request, "X-Amz-Security-Token", aws.sessionToken.revealUtf8());
    addItem(request, "X-Amz-Signature", signatureOf(request, aws, payloadHash, now).signature);
}

}

bool needsHash(const AwsCredential &aws)
{
    return aws.signsBody && !(aws.isInQuery && isS3(aws));
}

Signed signatureOf(const HttpRequest &request, const AwsCredential &aws, const QByteArray &payloadHash, UtcTime now)
{
    return signedOver(request, signedHeaders(request, aws), aws, payloadHash, now);
}

void sign(HttpRequest &request, const AwsCredential &aws, const QByteArray &payloadHash, UtcTime now)
{
    dropSignature(request);
    if (aws.isInQuery)
        return signInQuery(request, aws, payloadHash, now);
    request.headers.set("X-Amz-Date", dateTime(now));
    if (!aws.sessionToken.isEmpty())
        request.headers.set("X-Amz-Security-Token", aws.sessionToken.revealUtf8());
    if (isS3(aws) || payloadHash == unsignedPayload)
        request.headers.set("X-Amz-Content-Sha256", payloadHash);
    request.headers.set("Authorization", signatureOf(request, aws, payloadHash, now).authorization);
    request.secretHeaders += {"Authorization", "X-Amz-Security-Token"};
}

}
