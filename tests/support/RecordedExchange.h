#pragma once

#include "app/http/HttpHeaders.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// One exchange that curl -v recorded: "> " request lines, "< " response lines, then the body; in some the body ends in an
// empty line, which is not part of it.
struct RecordedExchange {
    QByteArray method, target, requestBody;
    HttpHeaders requestHeaders;
    int status = 0; // 0: the server closed the connection
    QByteArray reason;
    HttpHeaders headers;
    QByteArray body;

    [[nodiscard]] static QString folder();
    // "kent-hack-enough/10-login-ok"; nullopt where it is not there.
    [[nodiscard]] static std::optional<RecordedExchange> read(const QString &name);
};

}
