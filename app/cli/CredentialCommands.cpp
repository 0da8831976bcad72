#include "app/cli/CredentialCommands.h"

#include "app/auth/AuthManager.h"
#include "app/cli/Terminal.h"
#include "app/http/UrlText.h"
#include "app/json/JsonReader.h"
#include "app/run/Services.h"
#include "app/secrets/KeychainMessage.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QDateTime>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString instant(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

Json expiryJson(const Expiry &expiry)
{
    if (expiry.kind == Expiry::Kind::At)
        return instant(expiry.at).toStdString();
    return expiry.kind == Expiry::Kind::Never ? "never" : "unknown";
}

QString leftText(const CredentialStatus &status, UtcTime now)
{
    if (status.access.kind == Expiry::Kind::Never)
        return SignOutCommand::tr("never ends");
    const auto left = status.timeLeft(now);
    if (!left)
        return {};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*left).count();
    return seconds > 0 ? SignOutCommand::tr("%1 s left").arg(seconds) : SignOutCommand::tr("ended %1 s ago").arg(-seconds);
}

Json statusJson(const CredentialStatus &status)
{
    const auto text = [](const QString &value) { return value.toStdString(); };
    Json json{
        {"credential", text(status.credential.id.toString())},
        {"profile", text(status.credential.id.profile)},
        {"environment", text(status.credential.id.environment)},
        {"account", text(status.credential.id.account)},
        {"baseUrl", text(status.credential.baseUrl)},
        {"state", text(stateName(status.state))},
        {"user", text(status.accountName)},
        {"role", text(status.role)},
        {"accessEnds", expiryJson(status.access)},
        {"refreshEnds", expiryJson(status.refresh)},
        {"refreshesByItself", status.refreshesByItself},
        {"inMemoryOnly", status.isInMemoryOnly},
        {"clockOffsetMs", qint64(status.serverOffset.count())},
        {"origins", Json::array()},
        {"nextRefresh", status.nextRefresh ? Json(instant(*status.nextRefresh).toStdString()) : Json(nullptr)},
        {"trouble", status.trouble ? Json(text(status.trouble->message)) : Json(nullptr)},
    };
    for (const QString &origin : status.origins)
        json["origins"].push_back(text(origin));
    return json;
}

// One double-quoted value of a curl configuration file.
QByteArray quoted(const QByteArray &text)
{
    QByteArray escaped = text;
    return '"' + escaped.replace('\\', "\\\\").replace('"', "\\\"") + '"';
}

}

SignOutCommand::SignOutCommand(const SignOutOptions &options, Services &services, QObject *parent)
    : Command(parent)
    , m_options(options)
    , m_services(services)
{
}

void SignOutCommand::start()
{
    const auto id = CredentialId::find(m_options.credential, m_services.auth().credentials());
    if (!id) {
        Terminal::err(id.error());
        return end(ExitCode::Usage);
    }
    m_services.auth().signOut(*id, {this, [this](const Result<SignOutOutcome> &outcome) {
                                  if (!outcome) {
                                      Terminal::err(outcome.error());
                                      return end(exitCodeOf(outcome.error()));
                                  }
                                  if (!outcome->note.isEmpty())
                                      Terminal::err(outcome->note);
                                  end(ExitCode::Good);
                              }});
}

StatusCommand::StatusCommand(const StatusOptions &options, Services &services, QObject *parent)
    : Command(parent)
    , m_options(options)
    , m_services(services)
{
}

void StatusCommand::start()
{
    AuthManager &auth = m_services.auth();
    Json all{{"keychain", keychainSummary(m_services.secrets().state()).toStdString()}, {"credentials", Json::array()}};
    for (const CredentialId &id : auth.credentials()) {
        const auto status = auth.status(id);
        if (m_options.asJson)
            all["credentials"].push_back(statusJson(*status));
        else
            Terminal::out(QStringList{id.toString(), stateName(status->state), leftText(*status, m_services.clock().now()), status->trouble ? status->trouble->message : QString()}.join("  "_L1).trimmed());
    }
    if (m_options.asJson)
        Terminal::outBytes(toBytes(all));
    else if (auth.credentials().isEmpty())
        Terminal::err(tr("No credentials yet. \"tessera signin --help\" says how to sign in."));
    end(ExitCode::Good);
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
    m_services.auth().credential(*id, {this, [this, id = *id](const Result<AuthorisedRequest> &authorised) {
                                     if (!authorised) {
                                         Terminal::err(authorised.error());
                                         return end(exitCodeOf(authorised.error()));
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
                                             Terminal::err(tr("The URL must carry \"%1\" too: headers alone are not enough; --curl-config has it.").arg(QString::fromUtf8(item.name)));
                                     }
                                     end(ExitCode::Good);
                                 }});
}

}
