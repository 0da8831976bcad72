#pragma once

#include "ui/credentials/CredentialSource.h"

#include <QtCore/QMap>

namespace tessera::ui {

// Credentials as a test wants them to be.
class FixedCredentials final : public CredentialSource {
public:
    using CredentialSource::CredentialSource;

    void put(const CredentialItem &item, const TokenSet &tokens = {})
    {
        const bool isNew = !m_items.contains(item.id());
        m_items[item.id()] = item;
        m_tokens[item.id()] = tokens;
        if (isNew) {
            m_ids.append(item.id());
            Q_EMIT idsChanged();
        } else {
            Q_EMIT itemChanged(item.id());
        }
    }
    void putMany(const QList<CredentialItem> &items) // one change for all
    {
        for (const CredentialItem &item : items) {
            m_items[item.id()] = item;
            m_ids.append(item.id());
        }
        Q_EMIT idsChanged();
    }
    void remove(const CredentialId &id)
    {
        m_ids.removeAll(id);
        m_items.remove(id);
        Q_EMIT idsChanged();
    }
    [[nodiscard]] int itemsAskedFor() const { return m_asked; }

    [[nodiscard]] QList<CredentialId> ids() const override { return m_ids; }
    [[nodiscard]] std::optional<CredentialItem> item(const CredentialId &id) const override
    {
        ++m_asked;
        const auto found = m_items.constFind(id);
        return found == m_items.cend() ? std::nullopt : std::optional(*found);
    }
    [[nodiscard]] TokenSet tokens(const CredentialId &id) const override { return m_tokens.value(id); }

private:
    QList<CredentialId> m_ids;
    QHash<CredentialId, CredentialItem> m_items;
    QHash<CredentialId, TokenSet> m_tokens;
    mutable int m_asked = 0;
};

// Signed in 18 s ago for a minute, refreshes in 31 s.
inline CredentialItem activeItem(const QString &account, UtcTime now,
    const QString &profile = QStringLiteral("datarhei-core"), const QString &profileName = QStringLiteral("datarhei Core"))
{
    using namespace std::chrono_literals;
    CredentialItem item;
    CredentialStatus &status = item.status;
    status.credential.id = {profile, QStringLiteral("Sandbox"), account};
    status.credential.baseUrl = QStringLiteral("http://127.0.0.1:40213");
    status.profileName = profileName;
    status.accountName = account;
    status.state = Active{};
    status.generation = 1;
    status.obtainedAt = now - 18s;
    status.access = {Expiry::Kind::At, now + 42s};
    status.refresh = {Expiry::Kind::At, now + 23h};
    status.nextRefresh = now + 31s;
    status.refreshesByItself = true;
    status.origins = {QStringLiteral("http://127.0.0.1:40213")};
    item.refresh = RefreshRule::Kind::Steps;
    return item;
}

}
