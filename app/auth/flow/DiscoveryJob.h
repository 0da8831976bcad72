#pragma once

#include "app/auth/flow/AuthFlow.h"
#include "app/base/Completion.h"

#include <QtCore/QObject>

namespace tessera {

struct DiscoveryOutcome {
    QMap<QString, QString> fields; // field name, or "baseUrl", to its value
    QList<std::pair<QString, QString>> notes; // label and text
};

// One look-up of what a profile's discovery can tell; goes by itself once it has answered.
class DiscoveryJob : public QObject {
    Q_OBJECT
public:
    DiscoveryJob(AuthFlow::Setup setup, Discovery discovery, QnamTransport &transport,
        ResultCompletion<DiscoveryOutcome> completion, QObject *parent);

    void start();

private:
    [[nodiscard]] Result<DiscoveryOutcome> outcome(const AuthFlow::Success &success) const;
    void end(Result<DiscoveryOutcome> outcome);

    Discovery m_discovery;
    AuthFlow m_flow;
    ResultCompletion<DiscoveryOutcome> m_completion;
};

}
