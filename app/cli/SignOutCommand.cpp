#include "app/cli/SignOutCommand.h"

#include "app/auth/AuthManager.h"
#include "app/cli/Terminal.h"
#include "app/run/Services.h"
#include "app/secrets/SecretStore.h"

namespace tessera {

SignOutCommand::SignOutCommand(const SignOutOptions &options, Services &services, QObject *parent)
    : Command(parent)
    , m_options(options)
    , m_services(services)
{
}

void SignOutCommand::start()
{
    const auto id = CredentialId::find(m_options.credential, m_services.auth().credentials());
    if (!id) {
        Terminal::err(id.error());
        return end(ExitCode::Usage);
    }
    m_services.auth().signOut(*id, {this, [this](const Result<SignOutOutcome> &outcome) {
                                        if (!outcome) {
                                            Terminal::err(outcome.error());
                                            return end(exitCodeOf(outcome.error()));
                                        }
                                        if (!outcome->note.isEmpty())
                                            Terminal::err(outcome->note);
                                        end(isInTheWay(m_services.secrets().state()) ? ExitCode::Keychain : ExitCode::Good);
                                    }});
}

}
