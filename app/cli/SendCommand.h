#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"
#include "app/run/RequestRunner.h"

namespace tessera {

class Services;

// `tessera send`.
class SendCommand final : public Command {
    Q_OBJECT
public:
    SendCommand(const SendOptions &options, Services &services, QObject *parent);
    void start() override;
    void interrupt() override;

private:
    [[nodiscard]] Result<RequestDocument> document() const;
    void finish(const RunResult &result);
    [[nodiscard]] bool writeReport(const RunResult &result) const;
    void explain(const Diagnosis &diagnosis) const;
    void writeBody(const HttpExchange &exchange) const;

    SendOptions m_options;
    Services &m_services;
    RequestRun *m_run = nullptr;
};

}
