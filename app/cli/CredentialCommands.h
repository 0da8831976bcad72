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

// `tessera status`: text for people, or JSON by resources/schemas/status.schema.json.
class StatusCommand final : public Command {
    Q_OBJECT
public:
    StatusCommand(const StatusOptions &options, Services &services, QObject *parent);
    void start() override;

private:
    StatusOptions m_options;
    Services &m_services;
};

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
