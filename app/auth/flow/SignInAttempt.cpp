#include "app/auth/flow/SignInAttempt.h"

#include <QtCore/QPointer>

namespace tessera {

SignInAttempt::SignInAttempt(
    AuthFlow::Setup setup, const QList<Step> &steps, QnamTransport &transport, Adopt adopt, QObject *parent)
    : SignIn(parent)
    , m_flow(std::move(setup), transport)
{
    connect(&m_flow, &AuthFlow::progressed, this, &SignIn::progressed);
    connect(&m_flow, &AuthFlow::asked, this, &SignIn::asked);
    connect(&m_flow, &AuthFlow::actionDone, this, &SignIn::actionDone);
    connect(&m_flow, &AuthFlow::distrusted, this, &SignIn::distrusted);
    connect(&m_flow, &AuthFlow::failed, this,
        [this](const AuthFlow::Failure &failed) { Q_EMIT finished(failure(failed.error)); });
    connect(&m_flow, &AuthFlow::succeeded, this, [this, adopt = std::move(adopt)](const AuthFlow::Success &success) {
        // The tokens are kept even if whoever asked for them goes away in the meantime.
        adopt(success, [guard = QPointer(this)](const Result<SignInOutcome> &outcome) {
            if (guard)
                Q_EMIT guard->finished(outcome);
        });
    });
    m_flow.run(steps);
}

FailedSignIn::FailedSignIn(const Error &error, QObject *parent)
    : SignIn(parent)
{
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT finished(failure(error)); }, Qt::QueuedConnection);
}

}
