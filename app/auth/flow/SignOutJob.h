#pragma once

#include "app/auth/flow/AuthFlow.h"
#include "app/auth/session/EntryGroup.h"
#include "app/auth/session/Session.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace tessera {

// One sign-out: lets a refresh that is under way end (3 s at most), tells the server where the profile knows how, and wipes
// the tokens here whatever the server says, all of it in one turn to write the entry. Secrets that the user let be
// remembered stay in the keychain.
class SignOutJob : public QObject {
    Q_OBJECT
public:
    struct Setup {
        std::optional<AuthProfile> profile; // none: the server is not told
        NetworkSettings network;
        QString note; // why the server is not told, where there is a reason; it is not told then
    };
    // Of a session with one member.
    SignOutJob(
        Session &session, Setup setup, EntryTurns &turns, SecretStore &secrets, QnamTransport &transport, QObject *parent);

    void start();

Q_SIGNALS:
    void finished(const QString &note); // what could not be done; empty where all went well

private:
    [[nodiscard]] bool tellsServer() const;
    void begin();
    void tellServer();
    void wipe(const QString &note);
    void finish(const QString &note);

    QPointer<Session> m_session;
    CredentialId m_id;
    Setup m_setup;
    QnamTransport &m_transport;
    EntryGroup m_group;
};

}
