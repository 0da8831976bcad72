#pragma once

#include "app/http/HttpCall.h"
#include "app/http/HttpRequest.h"
#include "app/http/NetworkSettings.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {

class Clock;
class CookieJar;

// The composer's requests, through libcurl's multi interface on an I/O thread of its own: puts on the wire what was
// composed, records what was sent and received, follows redirects hop by hop by RedirectPolicy. Used from one thread.
class CurlTransport : public QObject {
    Q_OBJECT
public:
    explicit CurlTransport(const Clock &clock, QObject *parent = nullptr);
    ~CurlTransport() override; // cancels what is under way; does not wait for a name look-up

    // The call belongs to `owner`. `cookies` may be null: then none are sent or kept.
    [[nodiscard]] HttpCall *send(const HttpRequest &request, const NetworkSettings &settings,
        std::shared_ptr<CookieJar> cookies, QObject *owner);

    [[nodiscard]] const Clock &clock() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
