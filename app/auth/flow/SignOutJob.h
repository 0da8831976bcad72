#pragma once

#include "app/auth/flow/AuthFlow.h"
#include "app/auth/session/EntryGroup.h"
#include "app/auth/session/Sessions.h"

#include <QtCore/QObject>

namespace tessera {

// One sign-out: lets a refresh that is under way end (3 s at most), tells the server where the profile knows how, and wipes
// the tokens here whatever the server says, all of it in one turn to write the entry. Others that hold the same tokens keep
// them: the server is not told then. Secrets that the user let be
// remembered stay in the keychain.
class SignOutJob : public QObject {
    Q_OBJECT
public:
    struct Setup {
        std::optional<AuthProfile> profile; // none: the server is not told
        NetworkSettings network;
    };
    SignOutJob(const CredentialId &id, Setup setup, Sessions &sessions, const Sessions::Parts &parts, QObject *parent);

    void start();

Q_SIGNALS:
    void finished(const QString &note); // what could not be done; empty where all went well

private:
    [[nodiscard]] bool tellsServer() const;
    void begin();
    void tellServer();
    void wipe(const QString &note);
    void finish(const QString &note);

    // With no other member, even if a sign-in that was under way has just joined it to one. Null: forgotten in the meantime.
    [[nodiscard]] Session *session();

    CredentialId m_id;
    Setup m_setup;
    QString m_note; // why the server is not told, where there is a reason
    Sessions &m_sessions;
    QnamTransport &m_transport;
    EntryGroup m_group;
};

}
