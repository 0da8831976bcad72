#pragma once

#include "app/base/Result.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <memory>

namespace tessera {

class Accounts;
class AuthManager;
class Breaker;
class Clock;
class CurlTransport;
class ProfileCatalog;
class Redactor;
class RequestRunner;
class Sandbox;
class SecretStore;
class TimelineStore;

// The composition root: builds every object of the program once, in the order in which they need one another.
class Services {
public:
    struct Options {
        QString dataFolder; // empty: the platform's app data folder
        QString keyPrefix; // of keychain entries; empty: "tessera"
    };
    explicit Services(const Options &options);
    ~Services();

    [[nodiscard]] Clock &clock();
    [[nodiscard]] Redactor &redactor();
    [[nodiscard]] SecretStore &secrets();
    [[nodiscard]] ProfileCatalog &profiles();
    [[nodiscard]] Accounts &accounts();
    [[nodiscard]] AuthManager &auth();
    [[nodiscard]] CurlTransport &transport();
    [[nodiscard]] RequestRunner &runner();
    [[nodiscard]] Breaker &breaker();
    [[nodiscard]] TimelineStore &timeline();
    [[nodiscard]] Sandbox &sandbox();
    // At the addresses of the last run where they are free, so that its credentials find their servers again; of several
    // programs at once the first one's count. What can't be started is told.
    QList<Error> startSandbox();
    [[nodiscard]] QString dataFolder() const;

private:
    struct Parts;
    std::unique_ptr<Parts> d;
};

}
