#pragma once

#include "app/base/Redactor.h"
#include "app/http/CookieJar.h"
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
    [[nodiscard]] Going going(const RequestDocument &document, bool isRevealed = false) const override
    {
        Going going;
        going.origin = QStringLiteral("http://127.0.0.1:40213");
        if (!document.credential.isEmpty()) {
            going.who = QStringLiteral("admin, datarhei Core");
            going.state = QStringLiteral("sandbox");
            going.byCredential.append({AddedRow::Place::Header, QStringLiteral("Authorization"), QStringLiteral("Bearer ") + (isRevealed ? QStringLiteral("fake-token") : Redactor::mask()), QStringLiteral("from admin, datarhei Core"), false});
        }
        if (document.url.startsWith(QStringLiteral("http://staging"))) {
            going.note = QStringLiteral("Goes without admin: http://staging.example:8080 is not an address it is bound to.");
            going.foreignOrigin = QStringLiteral("http://staging.example:8080");
            going.byCredential.clear();
        }
        going.added = going.byCredential + AddedRow::fromRequest(document);
        return going;
    }
    [[nodiscard]] QList<Standard> standards() const override
    {
        return {{QStringLiteral("standard-api-key"), QStringLiteral("API key")}, {QStringLiteral("standard-basic"), QStringLiteral("Basic")}};
    }
    // The request line, a header of the program's and one of the credential's.
    [[nodiscard]] Result<WirePreview> preview(const RequestDocument &document, QString *field) const override
    {
        if (document.url.isEmpty()) {
            *field = QStringLiteral("url");
            return failure(ErrorKind::Input, QStringLiteral("There is no URL to send to."));
        }
        using From = WirePreview::Span::From;
        WirePreview wire;
        wire.head = document.method.toUtf8() + " /api?x=1 HTTP/1.1\r\n";
        const auto add = [&wire](const QByteArray &text, From from, bool isSecret = false) {
            wire.spans.append({wire.head.size(), text.size(), from, isSecret, false});
            wire.head += text;
        };
        add("Host: 127.0.0.1:40213\r\n", From::Program);
        for (const auto &row : document.headers)
            wire.head += row.isOn ? row.name.toUtf8() + ": " + row.value.toUtf8() + "\r\n" : QByteArray();
        if (!document.credential.isEmpty()) {
            add("Authorization: Bearer ", From::Credential);
            add("fake-token", From::Credential, true);
            add("\r\n", From::Credential);
        }
        wire.head += "\r\n";
        wire.hasBody = document.body.kind != RequestDocument::Body::Kind::None;
        wire.body = document.body.text.toUtf8();
        wire.credential = document.credential;
        return wire;
    }
    [[nodiscard]] std::shared_ptr<CookieJar> cookies(const CredentialId &) const override { return jar; }
    [[nodiscard]] bool keepsCookies(const CredentialId &) const override { return isKept; }
    void keepCookies(const CredentialId &, bool wanted, ResultCompletion<Done> completion) const override
    {
        isKept = wanted;
        completion.deliver(Done{});
    }
    void noteCookies(const CredentialId &) const override {}
    [[nodiscard]] UtcTime now() const override { return UtcTime(std::chrono::hours(24 * 365 * 50)); }

    mutable bool isKept = false;
    std::shared_ptr<CookieJar> jar = std::make_shared<CookieJar>();
};

}
