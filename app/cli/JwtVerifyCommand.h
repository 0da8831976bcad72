#pragma once

#include "app/base/Result.h"
#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"
#include "app/token/Jwks.h"

namespace tessera {

// `tessera jwt verify`: whether a token's signature fits a key. The key and the user choose the algorithm, never the token.
class JwtVerifyCommand final : public Command {
    Q_OBJECT
public:
    JwtVerifyCommand(const JwtVerifyOptions &options, QObject *parent);
    void start() override;

private:
    [[nodiscard]] Result<Jwks> keys() const;
    JwtVerifyOptions m_options;
};

}
