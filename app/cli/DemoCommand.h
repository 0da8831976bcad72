#pragma once

#include "app/cli/Command.h"
#include "app/sandbox/Sandbox.h"

#include <QtCore/QList>
#include <QtCore/QTemporaryDir>

#include <memory>

namespace tessera {

class DemoRun;
class Services;

// `tessera demo`: the main job on all sandbox APIs at once, in a data folder of its own. Leaves nothing in the keychain,
// whatever becomes of it.
class DemoCommand final : public Command {
    Q_OBJECT
public:
    explicit DemoCommand(QObject *parent);
    ~DemoCommand() override;
    void start() override;
    void interrupt() override;

private:
    void startRuns();
    void cleanUp(ExitCode code);

    QTemporaryDir m_folder;
    std::unique_ptr<Services> m_services;
    Sandbox m_sandbox;
    QList<DemoRun *> m_runs;
    int m_running = 0;
    int m_entriesLeft = 0;
    bool m_hasFailed = false;
    bool m_isCleaningUp = false;
};

}
