#pragma once

#include "app/auth/apply/Applier.h"
#include "app/timeline/TimelineEvent.h"

#include <QtCore/QObject>

namespace tessera {

class AuthManager;
class Redactor;
class TimelineStore;

// Writes into the timeline what the auth manager tells, and the requests that it is told of.
class TimelineRecorder : public QObject {
    Q_OBJECT
public:
    TimelineRecorder(AuthManager &auth, const Redactor &redactor, TimelineStore &store, QObject *parent = nullptr);

    // One attempt of a request.
    struct Attempt {
        QByteArray method, url;
        QList<Applier::Addition> added; // by the credential
        int status = 0; // 0: there was no answer
        UtcTime startedAt{};
        Milliseconds duration{0};
        bool hasToken = true; // false: another was written by hand in the place of the credential's
    };
    // Without a credential, or with one that is forgotten by now, it has no lane and is not kept. Of its query the names are
    // kept, and the values of those that tell one page of an answer from the next; of what the credential added, nothing.
    void noteRequest(const CredentialId &lane, const Attempt &attempt);

private:
    void take(const CredentialId &id, const CredentialEvent &event);
    void followCredentials(); // those that are forgotten or renamed

    AuthManager &m_auth;
    const Redactor &m_redactor;
    TimelineStore &m_store;
    QList<CredentialId> m_known;
};

}
