#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"

namespace tessera {

class Services;

// `tessera signout`.
class SignOutCommand final : public Command {
    Q_OBJECT
public:
    SignOutCommand(const SignOutOptions &options, Services &services, QObject *parent);
    void start() override;

private:
    SignOutOptions m_options;
    Services &m_services;
};

}
