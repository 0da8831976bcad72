#pragma once

#include "app/auth/flow/SignIn.h"
#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"

#include <functional>

namespace tessera {

class Services;

// `tessera signin`.
class SignInCommand final : public Command {
    Q_OBJECT
public:
    SignInCommand(const SignInOptions &options, Services &services, QObject *parent);
    void start() override;
    void interrupt() override;

private:
    [[nodiscard]] Result<QMap<QString, Secret>> fields(const QList<Field> &wanted, bool isFirst);
    void answer(const SignInQuestion &question);
    void finish(const Result<SignInOutcome> &result);

    SignInOptions m_options;
    Services &m_services;
    SignIn *m_signIn = nullptr;
};

}
