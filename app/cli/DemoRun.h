#pragma once

#include "app/auth/AuthManager.h"
#include "app/run/RequestRunner.h"
#include "app/sandbox/SandboxTypes.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <vector>

namespace tessera {

class Sandbox;
class Services;

// The main job on one sandbox API, step by step: sign in, send, live through a silent refresh and a forced 401, sign out.
// Knows nothing of any API but its profile.
class DemoRun : public QObject {
    Q_OBJECT
public:
    DemoRun(const SandboxApi &api, Services &services, Sandbox &sandbox, QObject *parent);
    void start();
    void stop(); // nothing follows, and what it waits for is let go
    [[nodiscard]] const CredentialId &credential() const { return m_id; }

Q_SIGNALS:
    void stepEnded(const QString &profile, const QString &step, const QString &trouble); // empty: it went well
    void finished();

private:
    struct Step {
        QString name;
        void (DemoRun::*run)();
    };
    void next();
    void pass();
    void fail(const QString &why);

    void signIn();
    void request();
    void silentRefresh();
    void forcedRefusal();
    void signOut();
    void emptyKeychain();
    void send(std::function<void(const RunResult &)> then);

    SandboxApi m_api;
    Services &m_services;
    Sandbox &m_sandbox;
    CredentialId m_id;
    std::unique_ptr<QObject> m_calls = std::make_unique<QObject>(); // owns what is under way
    std::vector<Step> m_steps;
    std::size_t m_step = 0;
    bool m_awaitsRefresh = false;
    bool m_hasRefreshed = false; // silently, since the sign-in
};

}
