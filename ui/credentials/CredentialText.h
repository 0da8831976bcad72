#pragma once

#include "ui/credentials/CredentialItem.h"
#include "ui/widgets/Countdown.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

// What is said about a credential, in words. Pure: `now` is the local clock.
class CredentialText {
    Q_DECLARE_TR_FUNCTIONS(CredentialText)
public:
    enum class Tone { Calm, Warn, Bad, Quiet };
    struct Line {
        QString text;
        Tone tone = Tone::Calm;
        QString brief = {}; // the same with less, for a narrow place; empty: there is no shorter way to say it
        bool operator==(const Line &) const = default;
    };

    // In a line: "active, refreshes in 0:31", "expired 1 min ago, signs in again at next use", "signed out".
    [[nodiscard]] static Line state(const CredentialItem &item, UtcTime now);
    // Beside the name in the identity picker: "0:42", "expired", "signed out"; empty where there is nothing to count.
    [[nodiscard]] static QString countdown(const CredentialItem &item, UtcTime now);
    // What the ring shows, by the local clock.
    [[nodiscard]] static Countdown life(const CredentialStatus &status);
    // Whole, for those who hear it: "admin, datarhei Core, Sandbox: active, refreshes in 0:31".
    [[nodiscard]] static QString spoken(const CredentialItem &item, UtcTime now);
    // "admin, administrator"; what the server says of the account, empty where it says nothing or what the name says already.
    [[nodiscard]] static QString account(const CredentialStatus &status);
    // "in 0:42, at 14:06:46", "never", "not known".
    [[nodiscard]] static QString end(const Expiry &expiry, Milliseconds serverOffset, UtcTime now);
    // "The clock of this server is 12 s ahead of yours. ..."; empty below five seconds.
    [[nodiscard]] static QString skew(Milliseconds serverOffset);
    [[nodiscard]] static QString shortSkew(Milliseconds serverOffset); // "clock +12 s"
    // "Refreshed by itself", "Signed in", as a row of the last events.
    [[nodiscard]] static Line event(const CredentialEvent &event);

    // What only the user can do now: the action that the card offers at once.
    enum class Need { Nothing, SignIn, Unlock, ConfirmAddress };
    [[nodiscard]] static Need need(const CredentialItem &item);

    // How long until any of these read otherwise; nullopt: not before the credential changes.
    [[nodiscard]] static std::optional<Milliseconds> untilChange(const CredentialStatus &status, UtcTime now);

private:
    [[nodiscard]] static Line stateOfActive(const CredentialStatus &status, UtcTime now);
    [[nodiscard]] static Line stateOfExpired(const CredentialItem &item, UtcTime now);
};

}
