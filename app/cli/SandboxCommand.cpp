#include "app/cli/SandboxCommand.h"

#include "app/cli/Terminal.h"

namespace tessera {

using namespace Qt::StringLiterals;

SandboxCommand::SandboxCommand(const SandboxCommandOptions &options, QObject *parent)
    : Command(parent)
    , m_sandbox([&] {
        SandboxOptions sandbox;
        sandbox.accessLife = std::chrono::seconds(options.lifeSeconds);
        return sandbox;
    }())
{
}

void SandboxCommand::start()
{
    for (const Error &error : m_sandbox.start())
        Terminal::err(error);
    if (!m_sandbox.isRunning())
        return end(ExitCode::Network);
    for (const SandboxApi &api : m_sandbox.apis()) {
        QStringList words{api.profileId, api.baseUrl};
        for (const auto &[name, value] : api.accounts.first().fields)
            words += u"%1=%2"_s.arg(name, value);
        Terminal::out(words.join(u' '));
    }
}

}
