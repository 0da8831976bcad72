#include "app/cli/JwtArguments.h"

#include <CLI/CLI.hpp>

namespace tessera {

namespace {

const char tokenHelp[] = "The token; - or nothing: from standard input, where no other program sees it";

}

JwtArguments::JwtArguments(CLI::App &app)
{
    auto *jwt = app.add_subcommand("jwt", "Look into any token, offline; nothing of it is kept");
    jwt->require_subcommand(1);
    addDecode(*jwt);
    addVerify(*jwt);
}

void JwtArguments::addDecode(CLI::App &jwt)
{
    m_decode = jwt.add_subcommand("decode", "Show what a token says; its signature is not checked");
    m_decode->add_option("TOKEN", m_token, tokenHelp);
    m_decode->add_flag("--json", m_asJson, "As JSON");
}

void JwtArguments::addVerify(CLI::App &jwt)
{
    m_verify = jwt.add_subcommand("verify", "Check a token's signature: ends with 0 where it is valid, with 1 where it is not");
    m_verify->add_option("TOKEN", m_token, tokenHelp);
    auto *key = m_verify->add_option("--key", m_keyFile, "A JWK, or a public key or certificate in PEM or DER");
    auto *jwks = m_verify->add_option("--jwks", m_jwksFile, "A JSON Web Key Set")->excludes(key);
    m_verify->add_option("--secret-file", m_secretFile, "A shared secret, without the newline at its end")->excludes(key)->excludes(jwks);
    m_verify->add_option("--alg", m_algorithms, "Allow this algorithm only; may be repeated")->allow_extra_args(false);
    m_verify->add_flag("--json", m_asJson, "As JSON");
}

std::optional<CommandLine> JwtArguments::chosen() const
{
    const QString token = QString::fromStdString(m_token);
    if (m_decode->parsed())
        return JwtDecodeOptions{token, m_asJson};
    if (!m_verify->parsed())
        return std::nullopt;
    QStringList algorithms;
    for (const std::string &name : m_algorithms)
        algorithms += QString::fromStdString(name);
    return JwtVerifyOptions{token, QString::fromStdString(m_keyFile), QString::fromStdString(m_jwksFile),
        QString::fromStdString(m_secretFile), algorithms, m_asJson};
}

}
