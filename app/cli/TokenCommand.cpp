#include "app/cli/TokenCommand.h"

#include "app/auth/AuthManager.h"
#include "app/cli/Terminal.h"
#include "app/http/UrlText.h"
#include "app/run/Services.h"
#include "app/secrets/SecretStore.h"

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// One double-quoted value of a curl configuration file.
QByteArray quoted(const QByteArray &text)
{
    QByteArray escaped = text;
    return '"' + escaped.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

QByteArray option(const char *name, const QByteArray &value)
{
    return value.isEmpty() ? QByteArray() : QByteArray(name) + " = " + quoted(value) + '\n';
}

// What is no header, and curl can do by itself.
QByteArray curlOptions(const AuthorisedRequest &authorised)
{
    QByteArray lines;
    if (const auto &login = authorised.request.login)
        lines += QByteArray(login->scheme == HttpLogin::Scheme::Ntlm ? "ntlm\n" : "digest\n")
            + option("user", login->user.toUtf8() + ':' + login->password.revealUtf8());
    if (const auto &aws = authorised.aws) {
        lines += option("aws-sigv4", "aws:amz:" + aws->region.toUtf8() + ':' + aws->service.toUtf8())
            + option("user", aws->accessKeyId.toUtf8() + ':' + aws->secretAccessKey.revealUtf8());
        if (!aws->sessionToken.isEmpty())
            lines += option("header", "X-Amz-Security-Token: " + aws->sessionToken.revealUtf8());
    }
    if (const auto &certificate = authorised.certificate) {
        const QString file = certificate->certificateFile;
        const bool isPkcs12 = file.endsWith(".p12"_L1, Qt::CaseInsensitive) || file.endsWith(".pfx"_L1, Qt::CaseInsensitive);
        lines += option("cert", file.toUtf8()) + option("cert-type", isPkcs12 ? "P12" : "PEM")
            + option("key", certificate->keyFile.toUtf8()) + option("pass", certificate->passphrase.revealUtf8());
    }
    return lines;
}

}

TokenCommand::TokenCommand(const TokenOptions &options, Services &services, QObject *parent)
    : Command(parent)
    , m_options(options)
    , m_services(services)
{
}

void TokenCommand::start()
{
    const auto id = CredentialId::find(m_options.credential, m_services.auth().credentials());
    if (!id) {
        Terminal::err(id.error());
        return end(ExitCode::Usage);
    }
    m_services.auth().credential(*id,
        {this, [this, id = *id](const Result<AuthorisedRequest> &authorised) {
             if (!authorised) {
                 Terminal::err(authorised.error());
                 return end(exitCodeOf(authorised.error(), m_services.secrets().state()));
             }
             if (authorised->isWithheld) {
                 Terminal::err(authorised->whyWithheld);
                 return end(ExitCode::NotSignedIn);
             }
             const bool isCurl = m_options.form == TokenOptions::Form::CurlConfig;
             const QByteArray options = curlOptions(*authorised);
             if (!options.isEmpty() && m_options.form == TokenOptions::Form::Headers) {
                 Terminal::err(tr("This credential is no header: it answers what a server asks, signs each request or is shown by the "
                                  "connection. --curl-config has it."));
                 return end(ExitCode::Usage);
             }
             if (isCurl)
                 Terminal::outBytes(options);
             if (m_options.form == TokenOptions::Form::Token)
                 Terminal::outBytes(m_services.auth().tokens(id).captures.value(u"access"_s).revealUtf8() + '\n');
             else
                 for (const HttpHeader &header : authorised->request.headers) {
                     const QByteArray line = header.name + ": " + header.value;
                     Terminal::outBytes((isCurl ? "header = " + quoted(line) : line) + '\n');
                 }
             for (const UrlText::QueryItem &item : UrlText::queryItems(authorised->request.url)) {
                 if (isCurl)
                     Terminal::outBytes("url-query = " + quoted(item.name + '=' + item.value) + '\n');
                 else if (m_options.form == TokenOptions::Form::Headers)
                     Terminal::err(tr("The URL must carry \"%1\" too: headers alone are not enough; --curl-config has it.")
                                       .arg(QString::fromUtf8(item.name)));
             }
             end(ExitCode::Good);
         }});
}

}
