#include "app/cli/StatusCommand.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/base/TimeText.h"
#include "app/cli/Terminal.h"
#include "app/json/JsonReader.h"
#include "app/run/Services.h"
#include "app/secrets/KeychainMessage.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QRegularExpression>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

Json expiryJson(const Expiry &expiry)
{
    if (expiry.kind == Expiry::Kind::At)
        return TimeText::iso(expiry.at).toStdString();
    return expiry.kind == Expiry::Kind::Never ? "never" : "unknown";
}

QString leftText(const CredentialStatus &status, UtcTime now)
{
    if (status.access.kind == Expiry::Kind::Never)
        return StatusCommand::tr("never ends");
    const auto left = status.timeLeft(now);
    if (!left)
        return {};
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*left).count();
    return seconds > 0 ? StatusCommand::tr("%1 s left").arg(seconds) : StatusCommand::tr("ended %1 s ago").arg(-seconds);
}

// What is left is counted by the server's clock: said where the two differ by more than they do by chance.
QString skewText(const CredentialStatus &status)
{
    if (std::chrono::abs(status.serverOffset) <= std::chrono::seconds(5))
        return {};
    return (status.serverOffset.count() > 0 ? StatusCommand::tr("the server's clock is %1 ahead") : StatusCommand::tr("the server's clock is %1 behind"))
        .arg(TimeText::length(status.serverOffset));
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
        {"nextRefresh", status.nextRefresh ? Json(TimeText::iso(*status.nextRefresh).toStdString()) : Json(nullptr)},
        {"trouble", status.trouble ? Json(text(status.trouble->message)) : Json(nullptr)},
    };
    for (const QString &origin : status.origins)
        json["origins"].push_back(text(origin));
    return json;
}

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
            Terminal::out(QStringList{id.toString(), stateName(status->state), leftText(*status, m_services.clock().now()), skewText(*status),
                status->trouble ? status->trouble->message : QString()}
                              .filter(QRegularExpression(u"."_s))
                              .join("  "_L1)
                              .trimmed());
    }
    for (const Error &problem : m_services.profiles().problems())
        Terminal::err(problem);
    if (m_options.asJson)
        Terminal::outBytes(toBytes(all));
    else if (auth.credentials().isEmpty())
        Terminal::err(tr("No credentials yet. \"tessera signin --help\" says how to sign in."));
    end(ExitCode::Good);
}

}
