#include "ui/shell/SandboxDesk.h"

#include "app/run/Services.h"
#include "app/sandbox/Sandbox.h"
#include "ui/login/SandboxStart.h"
#include "ui/shell/SandboxMenu.h"

#include <algorithm>

namespace tessera::ui {

SandboxDesk::SandboxDesk(Services &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_menu(new SandboxMenu(services.sandbox(), window))
{
}

QString SandboxDesk::environment()
{
    return sandboxEnvironment();
}

QMenu *SandboxDesk::menu() const
{
    return m_menu;
}

void SandboxDesk::start()
{
    if (m_services.sandbox().isRunning())
        return;
    m_wasStarted = true;
    const QList<Error> errors = m_services.startSandbox();
    for (const Error &error : errors)
        Q_EMIT failed(error);
    m_menu->take();
    Q_EMIT started();
}

QStringList SandboxDesk::profiles() const
{
    if (!m_wasStarted)
        return m_services.sandbox().known();
    QStringList ids;
    const QList<SandboxApi> apis = m_services.sandbox().apis();
    for (const SandboxApi &api : apis)
        ids << api.profileId;
    return ids;
}

QMap<QString, Secret> SandboxDesk::valuesOf(const Sandbox &sandbox, const Credential &credential)
{
    const auto api = sandbox.api(credential.id.profile);
    if (!api || api->baseUrl != credential.baseUrl)
        return {};
    for (const SandboxAccount &account : api->accounts) {
        QMap<QString, Secret> values;
        for (const auto &[name, value] : account.fields)
            values.insert(name, Secret(value));
        const auto isSaid = [&](const auto &field) { return !values.contains(field.first) || values.value(field.first).reveal() == field.second; };
        const auto known = credential.fields.asKeyValueRange();
        if (std::all_of(known.begin(), known.end(), isSaid))
            return values;
    }
    return {};
}

LoginStart SandboxDesk::loginStart(const QString &profileId) const
{
    LoginStart alone;
    alone.profile = profileId;
    LoginStart start = sandboxStart(m_services.sandbox(), profileId).value_or(alone);
    start.isServerFixed = !start.baseUrl.isEmpty();
    return start;
}

}
