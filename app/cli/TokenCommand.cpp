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
                 Terminal::err(authorised->notes.value(0));
                 return end(ExitCode::NotSignedIn);
             }
             const bool isCurl = m_options.form == TokenOptions::Form::CurlConfig;
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
