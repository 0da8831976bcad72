#include "app/cli/DemoCommand.h"

#include "app/auth/AuthManager.h"
#include "app/auth/session/StoredCredential.h"
#include "app/cli/DemoRun.h"
#include "app/cli/Terminal.h"
#include "app/run/Services.h"
#include "app/secrets/KeychainMessage.h"
#include "app/secrets/SecretStore.h"

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr auto life = std::chrono::seconds(6); // so that a silent refresh comes within seconds

}

DemoCommand::DemoCommand(QObject *parent)
    : Command(parent)
    , m_sandbox([] {
        SandboxOptions options;
        options.accessLife = life;
        return options;
    }())
{
}

DemoCommand::~DemoCommand() = default;

void DemoCommand::start()
{
    if (!m_folder.isValid()) {
        Terminal::err(
            Error{ErrorKind::Storage, tr("There is no place for temporary files: %1.").arg(m_folder.errorString()), {}});
        return end(ExitCode::Usage);
    }
    Services::Options options;
    options.dataFolder = m_folder.path();
    options.keyPrefix = u"tessera-demo"_s;
    m_services = std::make_unique<Services>(options);
    // The first question tells what the keychain is like.
    m_services->secrets().read(u"probe"_s, {this, [this](const Result<Secret> &) {
                                                Terminal::out(
                                                    u"keychain: %1"_s.arg(keychainSummary(m_services->secrets().state())));
                                                startRuns();
                                            }});
}

void DemoCommand::startRuns()
{
    for (const Error &error : m_sandbox.start()) {
        Terminal::err(error);
        m_hasFailed = true;
    }
    for (const SandboxApi &api : m_sandbox.apis()) {
        auto *run = new DemoRun(api, *m_services, m_sandbox, this);
        connect(run, &DemoRun::stepEnded, this, [this](const QString &profile, const QString &step, const QString &trouble) {
            if (trouble.isEmpty())
                return Terminal::out(u"ok %1 %2"_s.arg(profile, step));
            m_hasFailed = true;
            Terminal::out(u"FAILED %1 %2: %3"_s.arg(profile, step, trouble));
        });
        connect(run, &DemoRun::finished, this, [this] {
            if (--m_running > 0)
                return;
            m_hasFailed ? cleanUp(ExitCode::ServerSaidNo) : end(ExitCode::Good);
        });
        m_runs += run;
        ++m_running;
        run->start();
    }
    if (m_running == 0)
        end(ExitCode::Network);
}

void DemoCommand::interrupt()
{
    if (m_runs.isEmpty())
        return end(ExitCode::Interrupted);
    if (m_isCleaningUp)
        return;
    Terminal::err(tr("Cancelled."));
    for (DemoRun *run : std::as_const(m_runs))
        run->stop();
    cleanUp(ExitCode::Interrupted);
}

// Takes out of the keychain what a run that was cut short left there.
void DemoCommand::cleanUp(ExitCode code)
{
    m_isCleaningUp = true;
    m_services->auth().settle({this, [this, code](Done) {
                                   m_entriesLeft = int(m_runs.size());
                                   for (const DemoRun *run : std::as_const(m_runs)) {
                                       const CredentialId &id = run->credential();
                                       // So that nothing writes the entry anew. Who never came to be can't be forgotten.
                                       m_services->auth().forget(id, {this, [](const Result<Done> &) { }});
                                       m_services->secrets().remove(
                                           keychainKey(id), {this, [this, code](const Result<Done> &removed) {
                                                                 if (!removed)
                                                                     Terminal::err(removed.error());
                                                                 if (--m_entriesLeft == 0)
                                                                     end(code);
                                                             }});
                                   }
                               }});
}

}
