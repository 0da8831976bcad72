#include "ui/login/SandboxStart.h"

#include "app/sandbox/Sandbox.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

QString sandboxEnvironment()
{
    return u"sandbox"_s;
}

std::optional<LoginStart> sandboxStart(const Sandbox &sandbox, const QString &profileId)
{
    const auto api = sandbox.api(profileId);
    if (!api)
        return std::nullopt;
    LoginStart start;
    start.profile = profileId;
    start.environment = sandboxEnvironment();
    start.baseUrl = api->baseUrl;
    if (!api->accounts.isEmpty()) {
        for (const auto &[name, value] : api->accounts.constFirst().fields)
            start.values.insert(name, Secret(value));
    }
    return start;
}

}
