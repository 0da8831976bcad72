#pragma once

#include "app/base/Result.h"
#include "app/sandbox/SandboxTypes.h"

#include <QtCore/QObject>

#include <memory>
#include <vector>

namespace tessera {

// The APIs that can be tried without their servers: each one a small server on 127.0.0.1, played from a file. Lives in one
// thread; the servers have threads of their own, so that nothing here waits and a test can hold an answer.
// Whatever is given a profile id does nothing where there is no such API.
class Sandbox : public QObject {
    Q_OBJECT
public:
    explicit Sandbox(SandboxOptions options = {}, QObject *parent = nullptr);
    ~Sandbox() override;

    // Starts what can be started, afresh: accounts and tokens are as in the files. What can't be is told, with its file and
    // place, and left out. Nothing where it is running. Errors: Parse, Storage, Network.
    QList<Error> start();
    // Profile ids by the names of the files, running or not; one whose file is no good is among them.
    [[nodiscard]] QStringList known() const;
    void stop(); // at once: held answers are let go, open connections closed
    [[nodiscard]] bool isRunning() const { return !m_apis.empty(); }
    [[nodiscard]] QList<SandboxApi> apis() const; // the running ones, in the order of their names
    [[nodiscard]] std::optional<SandboxApi> api(const QString &profileId) const;

    void expireNow(const QString &profileId); // every access token
    void revoke(const QString &profileId); // access and refresh tokens
    // The request is served, then the connection is closed without a byte of the answer.
    void dropNext(const QString &profileId, SandboxCall call = SandboxCall::Any, int count = 1);
    // The request is not served: the status (200 to 599) is the answer.
    void failNext(const QString &profileId, int status, SandboxCall call = SandboxCall::Any, int count = 1,
        std::optional<std::chrono::seconds> retryAfter = std::nullopt);
    void setDelay(const QString &profileId, Milliseconds delay, SandboxCall call = SandboxCall::Any); // of every answer
    void setSkew(const QString &profileId, std::chrono::seconds skew); // ahead is positive; Date, iat and exp follow
    void setSlowFailures(const QString &profileId, bool on);
    void setAccessLife(const QString &profileId, std::optional<Milliseconds> life); // of tokens to come; none: the real one
    bool setSwitch(const QString &profileId, const QString &name, const QString &choice); // false: not one of the api's
    [[nodiscard]] SandboxCounters counters(const QString &profileId) const;
    void resetCounters(const QString &profileId);

Q_SIGNALS:
    void requestServed(const tessera::SandboxRequest &request); // from a server's thread: connect with a context

private:
    struct Running;
    [[nodiscard]] std::optional<Error> startOne(const QString &path);
    [[nodiscard]] Running *find(const QString &profileId) const;

    SandboxOptions m_options;
    std::vector<std::unique_ptr<Running>> m_apis;
};

}
