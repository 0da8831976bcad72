#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"

namespace tessera {

class Services;

// `tessera token`: the bare access token, header lines, or a curl configuration.
class TokenCommand final : public Command {
    Q_OBJECT
public:
    TokenCommand(const TokenOptions &options, Services &services, QObject *parent);
    void start() override;

private:
    TokenOptions m_options;
    Services &m_services;
};

}
