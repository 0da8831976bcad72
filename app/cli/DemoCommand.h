#pragma once

#include "app/cli/Command.h"
#include "app/sandbox/Sandbox.h"

#include <QtCore/QTemporaryDir>

#include <memory>

namespace tessera {

class Services;

// `tessera demo`: the main job on all sandbox APIs at once, in a data folder of its own.
class DemoCommand final : public Command {
    Q_OBJECT
public:
    explicit DemoCommand(QObject *parent);
    ~DemoCommand() override;
    void start() override;

private:
    void startRuns();

    QTemporaryDir m_folder;
    std::unique_ptr<Services> m_services;
    Sandbox m_sandbox;
    int m_running = 0;
    bool m_hasFailed = false;
};

}
