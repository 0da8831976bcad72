#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/base/Overloaded.h"
#include "app/cli/CommandLine.h"
#include "app/cli/DemoCommand.h"
#include "app/cli/Interrupt.h"
#include "app/cli/JwtDecodeCommand.h"
#include "app/cli/JwtVerifyCommand.h"
#include "app/cli/SandboxCommand.h"
#include "app/cli/SendCommand.h"
#include "app/cli/SignInCommand.h"
#include "app/cli/SignOutCommand.h"
#include "app/cli/StatusCommand.h"
#include "app/cli/Terminal.h"
#include "app/cli/TokenCommand.h"
#include "app/run/Services.h"

#include <QtCore/QCoreApplication>

#include <memory>

namespace tessera {

namespace {

// Profile files that can't be used.
void sayProblems(const ProfileCatalog &profiles)
{
    for (const Error &problem : profiles.problems())
        Terminal::err(problem);
}

}

int runCommand(const CommandLine &command)
{
    std::unique_ptr<Services> services;
    const auto withServices = [&]() -> Services & {
        services = std::make_unique<Services>(Services::Options{});
        return *services;
    };
    const std::unique_ptr<Command> running(std::visit(
        Overloaded{
            [](const OpenWindow &) -> Command * { return nullptr; },
            [](const CommandLineEnd &) -> Command * { return nullptr; },
            [](const DemoOptions &) -> Command * { return new DemoCommand(nullptr); },
            [](const SandboxCommandOptions &options) -> Command * { return new SandboxCommand(options, nullptr); },
            [&](const SignInOptions &options) -> Command * { return new SignInCommand(options, withServices(), nullptr); },
            [&](const SignOutOptions &options) -> Command * { return new SignOutCommand(options, withServices(), nullptr); },
            [&](const StatusOptions &options) -> Command * { return new StatusCommand(options, withServices(), nullptr); },
            [&](const SendOptions &options) -> Command * { return new SendCommand(options, withServices(), nullptr); },
            [&](const TokenOptions &options) -> Command * { return new TokenCommand(options, withServices(), nullptr); },
            [](const JwtDecodeOptions &options) -> Command * { return new JwtDecodeCommand(options, nullptr); },
            [](const JwtVerifyOptions &options) -> Command * { return new JwtVerifyCommand(options, nullptr); },
        },
        command));
    if (!running)
        return int(ExitCode::Usage);

    Interrupt interrupt;
    bool isInterrupted = false;
    QObject::connect(&interrupt, &Interrupt::asked, running.get(), [&] {
        isInterrupted = true;
        running->interrupt();
    });
    ExitCode code = ExitCode::Good;
    QObject::connect(running.get(), &Command::ended, running.get(), [&](ExitCode ended) {
        code = ended;
        if (!services)
            return QCoreApplication::quit();
        if (code == ExitCode::Usage) // they may be why
            sayProblems(services->profiles());
        // A refresh under way reaches the keychain first.
        services->auth().settle({running.get(), [](Done) { QCoreApplication::quit(); }});
    });
    if (!services) {
        running->start();
    } else {
        services->auth().load({running.get(), [&](const Result<Done> &loaded) {
                                   if (!loaded)
                                       Terminal::err(loaded.error());
                                   if (!isInterrupted)
                                       running->start();
                               }});
    }
    QCoreApplication::exec();
    if (const auto written = Terminal::written(); !written) {
        Terminal::err(written.error());
        if (code == ExitCode::Good)
            code = exitCodeOf(written.error());
    }
    return int(code);
}

}
