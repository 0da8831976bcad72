#pragma once

#include "app/cli/ExitCode.h"

#include <QtCore/QObject>

#include <utility>

namespace tessera {

// One subcommand under way. Runs in the event loop and ends with ended(), once, never before start() has returned.
class Command : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void start() = 0;
    virtual void interrupt() { end(ExitCode::Interrupted); } // Ctrl+C or a polite kill; also before start()

Q_SIGNALS:
    void ended(tessera::ExitCode code);

protected:
    void end(ExitCode code)
    {
        if (std::exchange(m_isEnding, true))
            return;
        QMetaObject::invokeMethod(
            this, [this, code] { Q_EMIT ended(code); }, Qt::QueuedConnection);
    }

private:
    bool m_isEnding = false;
};

}
