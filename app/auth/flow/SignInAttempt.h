#pragma once

#include "app/auth/flow/AuthFlow.h"
#include "app/auth/flow/SignIn.h"
#include "app/auth/session/Member.h"

namespace tessera {

// A SignIn on an AuthFlow; what to do with the tokens is the manager's matter.
class SignInAttempt final : public SignIn {
    Q_OBJECT
public:
    using Adopt = std::function<void(const AuthFlow::Success &, std::function<void(Result<SignInOutcome>)>)>;

    SignInAttempt(AuthFlow::Setup setup, const QList<Step> &steps, QnamTransport &transport, Adopt adopt, QObject *parent);

    // The credential that a flow's answers make: what is kept of the fields, and where it may go. `generation` is that of
    // the tokens it had before.
    [[nodiscard]] static Member memberOf(const SignInRequest &request, const AuthProfile &profile, const Way &way,
        const AuthFlow::Success &success, quint64 generation);

    void answer(const QMap<QString, Secret> &fields) override { m_flow.answer(fields); }
    void act(int action) override { m_flow.act(action); }
    void cancel() override { m_flow.cancel(); }

private:
    AuthFlow m_flow;
};

// An attempt that can't even begin; it says why.
class FailedSignIn final : public SignIn {
    Q_OBJECT
public:
    FailedSignIn(const Error &error, QObject *parent);

    void answer(const QMap<QString, Secret> &) override { }
    void act(int) override { }
    void cancel() override { }
};

}
