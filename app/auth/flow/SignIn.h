#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/auth/session/Credential.h"
#include "app/base/Completion.h"
#include "app/base/Secret.h"
#include "app/http/HttpExchange.h"
#include "app/http/NetworkSettings.h"

#include <QtCore/QMap>
#include <QtCore/QObject>

namespace tessera {

struct Origin;

// What the login dialog collects.
struct SignInRequest {
    CredentialId id; // the account is its name in Tessera
    QString baseUrl;
    QString way; // empty: the profile's first
    QMap<QString, Secret> fields; // of the profile and the way
    QMap<QString, QString> choices;
    bool rememberSecrets = false;
    bool allowsHttp = false; // see Credential
};

// What a step asks for before it goes on.
struct SignInQuestion {
    QString title, help;
    QString document; // a text to read first (a consent); plain text
    QList<Field> fields;
    QStringList actions; // labels; see SignIn::act()
};

struct SignInOutcome {
    CredentialId id; // empty where the way gives an account only
    QString next, nextWay;
    bool operator==(const SignInOutcome &) const = default;
};

// One attempt to sign in, from the first request to the tokens; belongs to whoever started it. Everything it reports comes
// after the call that started it has returned.
class SignIn : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void answer(const QMap<QString, Secret> &fields) = 0; // to the last question
    virtual void act(int action) = 0; // one of the question's actions
    virtual void cancel() = 0; // finished() follows with ErrorKind::Cancelled

Q_SIGNALS:
    void progressed(const QString &text); // "Sending POST /api/login to http://..."
    void asked(const tessera::SignInQuestion &question);
    void actionDone(const QString &text); // "Sent." or what went wrong
    // What the server at `place` showed that could not be verified; the user may trust just that certificate, just there. The
    // finished() or actionDone() of that call follows.
    void distrusted(const tessera::TlsInfo &tls, const tessera::Origin &place);
    // Tokens: the credential is active. An account only: `next` says what comes next. The error's message holds the server's
    // own words where it said some; its kind tells a refusal (AuthRejected) from trouble on the way.
    void finished(const tessera::Result<tessera::SignInOutcome> &result);
};

}
