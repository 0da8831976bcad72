#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"

namespace tessera {

class Services;

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

}
