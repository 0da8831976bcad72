#pragma once

#include "app/auth/session/ServerClock.h"
#include "app/http/Origin.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace tessera {

// How far the clock of each server is from ours, by all its answers: a Date header alone names no more than a second, but
// each narrows what the ones before left open. Begins anew where an answer contradicts them (one of the clocks was set).
class ServerClocks : public QObject {
    Q_OBJECT
public:
    explicit ServerClocks(const Clock &clock, QObject *parent = nullptr);

    void note(const Origin &server, const HttpHeaders &answer, UtcTime sentAt, UtcTime receivedAt);
    [[nodiscard]] std::optional<ServerClock> of(const Origin &server) const; // nullopt: it has told nothing yet

Q_SIGNALS:
    void changed(const tessera::Origin &server); // by a tenth of a second and more

private:
    struct Known {
        Milliseconds least{0}, most{0}; // the offset is between
        UtcTime at{};
        std::optional<Milliseconds> told;
    };
    [[nodiscard]] static ServerClock clockOf(const Known &known);

    QHash<QString, Known> m_known; // by Origin::toString(): two servers of one host may have two clocks
};

}
