#include "app/cli/JwtDecodeCommand.h"

#include "app/base/SystemClock.h"
#include "app/cli/CliInput.h"
#include "app/cli/Terminal.h"
#include "app/token/TokenDetails.h"
#include "app/token/TokenReport.h"

namespace tessera {

JwtDecodeCommand::JwtDecodeCommand(const JwtDecodeOptions &options, QObject *parent)
    : Command(parent)
    , m_options(options)
{
}

void JwtDecodeCommand::start()
{
    const auto token = CliInput::token(m_options.token);
    if (!token) {
        Terminal::err(token.error());
        return end(exitCodeOf(token.error()));
    }
    const TokenDetails details = TokenDetails::of(QString::fromUtf8(*token), {SystemClock().now(), {}});
    if (m_options.asJson)
        Terminal::outBytes(TokenReport::json(details));
    else
        Terminal::outBytes(TokenReport::text(details).toUtf8());
    end(TokenReport::isSound(details) ? ExitCode::Good : ExitCode::ServerSaidNo);
}

}
