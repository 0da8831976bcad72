#pragma once

#include "app/http/Cookie.h"
#include "app/http/HttpExchange.h"

namespace tessera::ui {

// A Set-Cookie of an answer, and what became of it.
struct CookieFate {
    enum class Outcome { Taken, Deleted, Refused } outcome = Outcome::Taken;
    Cookie cookie; // of Refused: name and value only, as far as they can be told
    QString why; // of Refused: a sentence
    QString from; // the host of the hop that brought it

    [[nodiscard]] static QList<CookieFate> of(const HttpExchange &exchange); // of all hops, in order

    [[nodiscard]] QString place() const; // "api.example/v1" or "api.example and below, /v1"
    [[nodiscard]] QString flags() const; // "Secure, HttpOnly, SameSite=Lax"
    [[nodiscard]] QString life(UtcTime now) const; // "until 2026-12-01 10:00 (in 8 days)", "this session"
    [[nodiscard]] QString words() const; // "kept", "deleted", "refused: ..."
    bool operator==(const CookieFate &) const = default;
};

}
