#pragma once

#include "app/base/Redactor.h"
#include "ui/composer/RequestContext.h"
#include "ui/credentials/CredentialSource.h"

// Identities that need neither keychain nor server.
namespace tessera::ui {

inline const CredentialId fakeAdmin{QStringLiteral("datarhei-core"), QStringLiteral("sandbox"), QStringLiteral("admin")};

class FakeCredentials final : public CredentialSource {
public:
    explicit FakeCredentials(const Clock &clock)
        : m_clock(clock)
    {
    }
    [[nodiscard]] QList<CredentialId> ids() const override { return {fakeAdmin}; }
    [[nodiscard]] std::optional<CredentialItem> item(const CredentialId &id) const override
    {
        if (id != fakeAdmin)
            return {};
        using namespace std::chrono_literals;
        CredentialItem item;
        item.status.credential.id = fakeAdmin;
        item.status.profileName = QStringLiteral("datarhei Core");
        item.status.state = Active{};
        item.status.obtainedAt = m_clock.now() - 18s;
        item.status.access = {Expiry::Kind::At, m_clock.now() + 42s};
        item.status.nextRefresh = m_clock.now() + 31s;
        item.status.refreshesByItself = true;
        item.refresh = RefreshRule::Kind::Steps;
        return item;
    }
    [[nodiscard]] TokenSet tokens(const CredentialId &) const override { return {}; }

private:
    const Clock &m_clock;
};

class FakeRequestContext final : public RequestContext {
public:
    [[nodiscard]] VariableScope variables(const CredentialId &id) const override
    {
        VariableScope scope;
        if (!id.isEmpty())
            scope.push(QStringLiteral("admin, datarhei Core"), {{QStringLiteral("baseUrl"), QStringLiteral("http://127.0.0.1:40213")}});
        return scope;
    }
    [[nodiscard]] Going going(const RequestDocument &document) const override
    {
        Going going;
        if (!document.credential.isEmpty())
            going.added.append({AddedRow::Place::Header, QStringLiteral("Authorization"), QStringLiteral("Bearer ") + Redactor::mask(), QStringLiteral("from admin, datarhei Core"), false});
        if (document.url.startsWith(QStringLiteral("http://staging")))
            going.note = QStringLiteral("Goes without admin: http://staging.example:8080 is not an address it is bound to.");
        going.added += AddedRow::fromRequest(document);
        return going;
    }
};

}
