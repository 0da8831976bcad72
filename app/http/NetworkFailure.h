#pragma once

#include "app/base/Clock.h"
#include "app/base/Error.h"
#include "app/http/Origin.h"

#include <QtCore/QString>

namespace tessera {

// The one place for the sentences of what can go wrong between here and a server, for both transports.
class NetworkFailure {
public:
    enum class Kind {
        NameNotFound,
        Refused,
        Unreachable,
        ConnectTimeout,
        FirstByteTimeout,
        IdleTimeout,
        TotalTimeout,
        NotHttp, // bytes came that are no HTTP answer
        NotHttpOrEmpty, // the library does not tell which
        NotHttpButTls, // http:// to a server that speaks TLS
        EmptyReply, // closed without an answer
        CutOff, // closed before the answer was whole
        BadFraming, // lengths or chunks that contradict each other
        BadEncoding, // a compressed body that is broken or cut off
        OnlyInterim, // a 1xx status as the last word
        TooLarge, // headers or body over what is taken
        Http2Broken,
        ProxyNameNotFound,
        ProxyRefused,
        ProxyTimeout,
        ProxyDemandsCredentials,
        ProxyFailed,
        Cancelled,
        Other,
    };

    NetworkFailure(Kind kind, const Origin &origin) noexcept
        : m_kind(kind)
        , m_origin(origin)
    {
    }
    NetworkFailure &after(Milliseconds time); // of time-outs
    NetworkFailure &proxy(const QString &hostAndPort);
    NetworkFailure &says(const QString &text); // a library's or proxy's own words, for the detail

    [[nodiscard]] Error error() const;

private:
    [[nodiscard]] QString message() const;
    [[nodiscard]] QString advice() const;

    Kind m_kind;
    Origin m_origin;
    Milliseconds m_time{0};
    QString m_proxy;
    QString m_says;
};

// "15 s", "500 ms", "2 min": as limits are written in messages.
[[nodiscard]] QString durationText(Milliseconds time);

}
