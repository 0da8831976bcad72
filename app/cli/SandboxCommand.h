#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"
#include "app/sandbox/Sandbox.h"

namespace tessera {

// `tessera sandbox`: one line for each API, until interrupted.
class SandboxCommand final : public Command {
    Q_OBJECT
public:
    SandboxCommand(const SandboxCommandOptions &options, QObject *parent);
    void start() override;
    void interrupt() override { end(ExitCode::Good); } // how it is meant to end

private:
    Sandbox m_sandbox;
};

}
