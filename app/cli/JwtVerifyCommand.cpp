#include "app/cli/JwtVerifyCommand.h"

#include "app/base/SystemClock.h"
#include "app/cli/CliInput.h"
#include "app/cli/Terminal.h"
#include "app/token/JwtVerifier.h"
#include "app/token/TokenReport.h"

#include <QtCore/QFileInfo>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// As editors and `echo` leave it.
QByteArray withoutNewline(QByteArray bytes)
{
    if (bytes.endsWith('\n'))
        bytes.chop(bytes.endsWith("\r\n") ? 2 : 1);
    return bytes;
}

}

JwtVerifyCommand::JwtVerifyCommand(const JwtVerifyOptions &options, QObject *parent)
    : Command(parent)
    , m_options(options)
{
}

Result<Jwks> JwtVerifyCommand::keys() const
{
    const auto given = int(!m_options.keyFile.isEmpty()) + int(!m_options.jwksFile.isEmpty()) + int(!m_options.secretFile.isEmpty());
    if (given != 1)
        return failure(ErrorKind::Input, tr("Say what to check the signature with."), tr("Give one of --key, --jwks and --secret-file."));
    for (const QString &name : m_options.algorithms)
        if (!SignatureAlgorithm::named(name))
            return failure(ErrorKind::Input, tr("“%1” is no signature algorithm that is known here.").arg(name),
                tr("Such as HS256, RS256, PS256, ES256 or EdDSA: case counts."));
    const QString path = m_options.keyFile + m_options.jwksFile + m_options.secretFile;
    const auto bytes = CliInput::file(path);
    if (!bytes)
        return failure(bytes.error());
    const QString name = QFileInfo(path).fileName();
    if (!m_options.jwksFile.isEmpty())
        return Jwks::parse(*bytes);
    if (!m_options.keyFile.isEmpty())
        return Jwks::fromFile(*bytes, name);
    auto key = VerificationKey::fromSecret(Secret(withoutNewline(*bytes)), name);
    if (!key)
        return failure(key.error());
    return Jwks{{*std::move(key)}, {}};
}

void JwtVerifyCommand::start()
{
    const auto found = keys();
    if (!found) {
        Terminal::err(found.error());
        return end(ExitCode::Usage);
    }
    const auto token = CliInput::token(m_options.token);
    if (!token) {
        Terminal::err(token.error());
        return end(exitCodeOf(token.error()));
    }
    for (const QString &why : found->leftOut)
        Terminal::err(tr("A key of the set is left out: %1").arg(why));
    const SignatureCheck check = JwtVerifier(found->keys, m_options.algorithms).check(*token);
    const TokenDetails details = TokenDetails::of(QString::fromUtf8(*token), {SystemClock().now(), {}});
    if (m_options.asJson)
        Terminal::outBytes(TokenReport::checkJson(check, details));
    else
        Terminal::outBytes(TokenReport::checkText(check, details).toUtf8());
    end(check.state == SignatureCheck::State::Valid ? ExitCode::Good : ExitCode::ServerSaidNo);
}

}
