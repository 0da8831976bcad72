#pragma once

#include "app/http/HttpRequest.h"

#include <QtCore/QStringList>

#include <optional>

namespace tessera {

// The next hop of a redirect, decided by rules alone (RFC 9110 section 15.4).
struct Redirect {
    HttpRequest request; // what to send next
    QList<QByteArray> withheldHeaders; // names of what does not go along to another origin
    QList<QByteArray> withheldQueryItems;
    QStringList notes; // what the user should know
    bool crossesOrigin = false;
};

// Either a next hop, or that the answer is the last one: `refusal` then says why a redirect is not followed, and is empty
// where the answer is none.
struct RedirectDecision {
    std::optional<Redirect> next;
    QString refusal;
};

namespace RedirectPolicy {

// 301 and 302 turn POST into GET, 303 everything but HEAD, 307 and 308 keep method and body. Only http and https are
// followed; userinfo in Location is dropped. To another origin go neither Authorization, Cookie, Proxy-Authorization and
// Referer nor what the request marks as secret; a secret body stops there. `hopsSoFar` counts redirects followed already.
[[nodiscard]] RedirectDecision decide(const HttpRequest &sent, int status, const HttpHeaders &answer, int hopsSoFar);

}

}
