#pragma once

#include "app/cli/Command.h"
#include "app/cli/CommandLine.h"

namespace tessera {

// `tessera jwt decode`: what a token says, as text or as JSON by resources/schemas/jwt-decode.schema.json. Checks nothing.
class JwtDecodeCommand final : public Command {
    Q_OBJECT
public:
    JwtDecodeCommand(const JwtDecodeOptions &options, QObject *parent);
    void start() override;

private:
    JwtDecodeOptions m_options;
};

}
