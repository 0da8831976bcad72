#pragma once

#include "app/run/RequestRunner.h"

// What becomes of requests, made up: for looking at and for tests of what shows it.
namespace tessera::SampleRun {

[[nodiscard]] HttpExchange exchange(int status, const QByteArray &reason, const QByteArray &contentType, const QByteArray &body);
[[nodiscard]] QByteArray processes(); // a body that looks like one
[[nodiscard]] RunResult answered(); // 200, JSON
[[nodiscard]] RunResult afterRefresh(); // 401, refreshed, sent again: 200
[[nodiscard]] RunResult redirected(); // over TLS to another origin, which left headers behind
[[nodiscard]] RunResult refused(); // 403, and why
[[nodiscard]] RunResult notSent(); // nothing could be sent, and why
[[nodiscard]] RunResult withheld(); // went without its identity
[[nodiscard]] RunResult incomplete(); // the body was cut short
[[nodiscard]] RunResult failed(ErrorKind kind);
[[nodiscard]] RunResult distrusted(TlsTrust trust); // Refused or Replaced: nothing was sent

}
