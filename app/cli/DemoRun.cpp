#include "app/cli/DemoRun.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/StoredCredential.h"
#include "app/run/Services.h"
#include "app/sandbox/Sandbox.h"
#include "app/secrets/SecretStore.h"
#include "app/workspace/ExampleRequest.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// Long enough for lives of seconds on a slow machine.
constexpr auto patience = std::chrono::seconds(60);

// The first example that needs the credential; one that only reads, where there is one.
std::optional<Example> signedInExample(const AuthProfile &profile)
{
    std::optional<Example> found;
    for (const Example &example : profile.examples) {
        if (profile.publicRule(example.method.toUtf8(), example.path))
            continue;
        if (example.method == "GET"_L1)
            return example;
        if (!found)
            found = example;
    }
    return found;
}

}

DemoRun::DemoRun(const SandboxApi &api, Services &services, Sandbox &sandbox, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_services(services)
    , m_sandbox(sandbox)
    , m_id{api.profileId, u"sandbox"_s, u"demo"_s}
    , m_steps{{u"sign-in"_s, &DemoRun::signIn}, {u"request"_s, &DemoRun::request},
          {u"silent-refresh"_s, &DemoRun::silentRefresh}, {u"forced-401"_s, &DemoRun::forcedRefusal},
          {u"sign-out"_s, &DemoRun::signOut}, {u"keychain-empty"_s, &DemoRun::emptyKeychain}}
{
    connect(
        &services.auth(), &AuthManager::eventHappened, this, [this](const CredentialId &id, const CredentialEvent &event) {
            if (id != m_id || event.kind != CredentialEvent::Kind::Refreshed
                || event.reason != CredentialEvent::Reason::Timer)
                return;
            m_hasRefreshed = true;
            if (std::exchange(m_awaitsRefresh, false))
                silentRefresh();
        });
}

void DemoRun::start()
{
    next();
}

void DemoRun::stop()
{
    m_calls.reset();
    disconnect(&m_services.auth(), nullptr, this, nullptr);
}

void DemoRun::next()
{
    if (m_step == m_steps.size()) {
        Q_EMIT finished();
        return;
    }
    (this->*m_steps[m_step].run)();
}

void DemoRun::pass()
{
    Q_EMIT stepEnded(m_api.profileId, m_steps[m_step].name, {});
    ++m_step;
    next();
}

void DemoRun::fail(const QString &why)
{
    Q_EMIT stepEnded(m_api.profileId, m_steps[m_step].name, why);
    Q_EMIT finished();
}

void DemoRun::signIn()
{
    SignInRequest request;
    request.id = m_id;
    request.baseUrl = m_api.baseUrl;
    for (const auto &[name, value] : m_api.accounts.first().fields)
        request.fields.insert(name, Secret(value));
    request.rememberSecrets = true;
    auto *attempt = m_services.auth().signIn(request, m_calls.get());
    connect(attempt, &SignIn::asked, this,
        [this](const SignInQuestion &question) { fail(tr("it asks: %1").arg(question.title)); });
    connect(attempt, &SignIn::finished, this, [this](const Result<SignInOutcome> &result) {
        result ? pass() : fail(u"%1 %2"_s.arg(result.error().message, result.error().detail).trimmed());
    });
}

void DemoRun::send(std::function<void(const RunResult &)> then)
{
    const AuthProfile *profile = m_services.profiles().find(m_api.profileId);
    const auto example = profile ? signedInExample(*profile) : std::nullopt;
    if (!example)
        return fail(tr("its profile has no example that needs a credential"));
    auto *run = m_services.runner().run(exampleRequest(*example, m_id), m_calls.get());
    connect(run, &RequestRun::finished, this, [this, run, then = std::move(then)](const RunResult &result) {
        run->deleteLater();
        if (result.error)
            return fail(u"%1 %2"_s.arg(result.error->message, result.error->detail).trimmed());
        if (result.last()->status() >= 400)
            return fail(tr("answered %1").arg(result.last()->status()));
        if (result.attempts.constLast().credential.isEmpty())
            return fail(tr("it went without the credential"));
        then(result);
    });
}

void DemoRun::request()
{
    send([this](const RunResult &) { pass(); });
}

void DemoRun::silentRefresh()
{
    if (m_hasRefreshed)
        return send(
            [this](const RunResult &result) { result.attempts.size() == 1 ? pass() : fail(tr("it had to be sent twice")); });
    m_awaitsRefresh = true;
    m_services.clock().after(patience, m_calls.get(), [this] {
        if (std::exchange(m_awaitsRefresh, false))
            fail(tr("no refresh came within a minute"));
    });
}

void DemoRun::forcedRefusal()
{
    m_sandbox.expireNow(m_api.profileId);
    send([this](const RunResult &result) {
        if (result.attempts.size() != 2)
            return fail(tr("it was sent %n time(s), not refused and sent again", nullptr, int(result.attempts.size())));
        pass();
    });
}

void DemoRun::signOut()
{
    m_services.auth().signOut(m_id, {m_calls.get(), [this](const Result<SignOutOutcome> &outcome) {
                                         if (!outcome || !outcome->note.isEmpty())
                                             return fail(outcome ? outcome->note : outcome.error().message);
                                         pass();
                                     }});
}

void DemoRun::emptyKeychain()
{
    m_services.auth().forget(m_id, {m_calls.get(), [this](const Result<Done> &forgotten) {
                                        if (!forgotten)
                                            return fail(forgotten.error().message);
                                        m_services.secrets().read(keychainKey(m_id),
                                            {m_calls.get(), [this](const Result<Secret> &entry) {
                                                 if (entry && entry->isEmpty())
                                                     return pass();
                                                 fail(entry ? tr("its entry is still there") : entry.error().message);
                                             }});
                                    }});
}

}
