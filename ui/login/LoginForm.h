#pragma once

#include "app/auth/flow/SignIn.h"
#include "app/auth/profile/AuthProfile.h"
#include "app/http/Origin.h"
#include "ui/login/LoginStart.h"
#include "ui/login/RememberOffer.h"
#include "ui/login/RequestPreview.h"

#include <QtCore/QCoreApplication>

#include <optional>

namespace tessera::ui {

// A credential that is there already: what a new one must not be confused with.
struct KnownCredential {
    Credential credential;
    QStringList origins; // it is bound to
    QStringList rememberedSecrets; // names of fields that the keychain holds
};

// What the form needs to know of the world around it.
struct LoginSurroundings {
    QList<KnownCredential> known; // of the form's profile
    QList<std::pair<QString, QString>> environments; // name and base URL, offered beside the address
    std::optional<LoginStart> sandbox; // of the profile, where it runs on this computer
    bool isKeychainDurable = true;
};

// The login dialog without its widgets: what it asks, what is wrong with it, what it says, and what it will send.
class LoginForm {
    Q_DECLARE_TR_FUNCTIONS(LoginForm)
public:
    // Names of the inputs that every profile has; fields of the profile stand under "field:" and their own name.
    static constexpr QLatin1StringView server{"server"};
    static constexpr QLatin1StringView environment{"environment"};
    static constexpr QLatin1StringView account{"account"};
    [[nodiscard]] static QString inputOf(const QString &field) { return QLatin1StringView("field:") + field; }

    struct Problem {
        QString input; // which one
        QString text; // a sentence
        bool operator==(const Problem &) const = default;
    };
    // Not wrong, but to be known before anything is sent.
    struct Notice {
        enum class Kind { Hint, Warning } kind = Kind::Hint;
        QString text;
        bool operator==(const Notice &) const = default;
    };

    LoginForm(AuthProfile profile, const LoginStart &start, LoginSurroundings surroundings);

    [[nodiscard]] const AuthProfile &profile() const { return m_profile; }
    [[nodiscard]] bool isServerFixed() const { return m_isServerFixed; }
    [[nodiscard]] const LoginSurroundings &surroundings() const { return m_surroundings; }

    // Ways that sign in, and ways to an account (sign-up, a forgotten password).
    [[nodiscard]] QList<const Way *> waysIn() const { return waysThatGive(Way::Gives::Tokens); }
    [[nodiscard]] QList<const Way *> waysToAccount() const { return waysThatGive(Way::Gives::Account); }
    [[nodiscard]] const Way &way() const;
    void chooseWay(const QString &id); // what was typed is kept

    [[nodiscard]] QList<Field> fields() const; // of the way
    // The field that the name in Tessera follows; empty where the way has none that could.
    [[nodiscard]] QString nameField() const;

    [[nodiscard]] QString baseUrl() const { return m_baseUrl; } // as typed
    [[nodiscard]] QString address() const; // as it will be used: without blanks around it and slashes at its end
    void setBaseUrl(const QString &text) { m_baseUrl = text; }
    [[nodiscard]] QString typedEnvironment() const { return m_environment; }
    [[nodiscard]] QString proposedEnvironment() const; // follows the address
    [[nodiscard]] QString environmentName() const; // typed, or as proposed
    void setEnvironment(const QString &text) { m_environment = text; }
    [[nodiscard]] QString typedAccount() const { return m_account; }
    [[nodiscard]] QString proposedAccount() const; // follows nameField(), and is free
    [[nodiscard]] QString accountName() const;
    void setAccount(const QString &text) { m_account = text; }

    [[nodiscard]] Secret value(const QString &field) const { return m_values.value(field); }
    void setValue(const QString &field, const Secret &value);
    [[nodiscard]] bool isRememberedFromBefore(const QString &field) const; // may stay empty

    [[nodiscard]] QString lastSecret() const; // the field of the last secret that is sent; empty: there is none

    [[nodiscard]] QString choice(const QString &id) const;
    void choose(const QString &id, const QString &option) { m_choices[id] = option; }

    [[nodiscard]] RememberOffer rememberOffer() const { return {m_profile, way()}; }
    [[nodiscard]] bool remembers() const { return m_remembers; }
    void setRemembers(bool remembers) { m_remembers = remembers; }

    // The address is on a network and not encrypted: nothing is sent to it before the person allows that, for it alone.
    [[nodiscard]] bool asksForHttp() const;
    [[nodiscard]] bool allowsHttp() const { return m_httpAllowedAt && Origin::of(address()) == *m_httpAllowedAt; }
    void setAllowsHttp(bool allows);

    // Another place may be chosen, and this one is there and not chosen yet.
    [[nodiscard]] bool offersSandbox() const;
    void useSandbox(); // its address and its first account, in place of what is typed

    // In the order of the inputs; empty: it may be sent.
    [[nodiscard]] QList<Problem> problems() const;
    [[nodiscard]] QList<Notice> notices() const;
    [[nodiscard]] QString title() const; // "Sign in to datarhei Core"
    [[nodiscard]] QString submitLabel() const; // "Sign in"; for a way to an account its own label
    [[nodiscard]] bool sendsNothing() const { return way().steps.isEmpty(); } // what is typed is the credential itself
    [[nodiscard]] QString sends() const; // "Sends POST /api/login to http://127.0.0.1:40213"
    [[nodiscard]] Result<RequestPreview> preview() const; // Errors: Input: it can't be built from what is typed so far

    [[nodiscard]] CredentialId id() const;
    [[nodiscard]] SignInRequest request() const;

    // What a discovery found: names of fields, and "baseUrl". Names that the form does not have are left out.
    void fill(const QMap<QString, Secret> &found);

private:
    [[nodiscard]] QList<const Way *> waysThatGive(Way::Gives gives) const;
    [[nodiscard]] const KnownCredential *known(const CredentialId &id) const;
    [[nodiscard]] bool isTakenByAnother(const QString &account) const;

    AuthProfile m_profile;
    LoginSurroundings m_surroundings;
    bool m_isServerFixed = false;
    CredentialId m_again;
    QString m_way;
    QString m_baseUrl, m_environment, m_account;
    QMap<QString, Secret> m_values;
    QMap<QString, QString> m_choices;
    bool m_remembers = false;
    std::optional<Origin> m_httpAllowedAt;
};

}
