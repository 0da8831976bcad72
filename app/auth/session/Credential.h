#pragma once

#include "app/base/Clock.h"
#include "app/base/Result.h"

#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace tessera {

// Profile x environment x account: who a request is sent as. Spelled "profile/environment/account".
struct CredentialId {
    QString profile, environment, account;

    [[nodiscard]] QString toString() const; // a "/" or "%" inside a part is percent-encoded
    // Errors: Input.
    [[nodiscard]] static Result<CredentialId> parse(const QString &text);
    // `text` is a whole spelling, or any unique tail of one ("admin", "sandbox/admin").
    [[nodiscard]] static Result<CredentialId> find(const QString &text, const QList<CredentialId> &among);
    [[nodiscard]] bool isEmpty() const { return profile.isEmpty(); }

    bool operator==(const CredentialId &) const = default;
    bool operator<(const CredentialId &other) const; // by their spelling's parts
};
size_t qHash(const CredentialId &id, size_t seed = 0);

// What is kept of a credential outside the keychain: nothing secret.
struct Credential {
    CredentialId id;
    QString baseUrl; // as typed; may have a path
    QString way; // by which it signed in last
    QMap<QString, QString> fields; // remembered, not secret
    QMap<QString, QString> choices; // ApplyChoice id -> option id
    bool remembersSecrets = false; // the secret fields are in the keychain, for signing in again silently
    bool keepsCookies = false; // those that have an end outlive the program, in the keychain
    UtcTime signedInAt{}; // last; by it other programs see that there are new tokens
    // The person's word that it may go to Origin::isExposed() addresses. Without it nothing secret is sent to one: no http://
    // is ever turned into https://, so there is nothing for Strict-Transport-Security (RFC 6797) to do here.
    bool allowsHttp = false;
    bool operator==(const Credential &) const = default;
};

}

Q_DECLARE_METATYPE(tessera::CredentialId)
