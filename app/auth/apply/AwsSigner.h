#pragma once

#include "app/base/Clock.h"
#include "app/http/HttpRequest.h"

namespace tessera {

// What AWS Signature Version 4 signs with.
struct AwsCredential {
    QString accessKeyId;
    Secret secretAccessKey, sessionToken; // the second is empty for keys that last
    QString region, service; // "us-east-1", "execute-api"
    bool isInQuery = false; // a presigned URL, good for 15 minutes; else headers
    bool signsBody = true;
    bool operator==(const AwsCredential &) const = default;
};

// AWS Signature Version 4, as pure functions of a request, a key and a time. A path is signed as it stands in the request
// line, encoded once more; for S3 as it is.
namespace AwsSigner {

inline constexpr auto unsignedPayload = "UNSIGNED-PAYLOAD";

// Whether a body's hash goes in at all; for S3's presigned URLs it never does.
[[nodiscard]] bool needsHash(const AwsCredential &aws);

struct Signed {
    QByteArray canonicalRequest, stringToSign, signature, authorization;
};
// The signature over the headers that are there already (X-Amz-Date among them). `payloadHash`: SHA-256 of the body in small
// hex digits, or unsignedPayload.
[[nodiscard]] Signed signatureOf(const HttpRequest &request, const AwsCredential &aws, const QByteArray &payloadHash, UtcTime now);

// Adds what the server needs, the signature last, and marks it as secret. What was composed by hand under the same names
// gives way: it would not fit the signature.
void sign(HttpRequest &request, const AwsCredential &aws, const QByteArray &payloadHash, UtcTime now);

}

}
