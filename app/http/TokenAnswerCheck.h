#pragma once

#include "app/http/Origin.h"
#include "app/http/QnamTransport.h"

// What QNetworkAccessManager lets pass and a token call must not: bodies that are not what their headers say.
namespace tessera::TokenAnswerCheck {

// The answer with its body decoded. `isCut`: the connection ended in a way that may have cut a body without a length.
// Errors: Network.
[[nodiscard]] Result<TokenAnswer> whole(
    TokenAnswer answer, const QByteArray &method, const Origin &origin, bool isCut, qint64 largestBody);

}
