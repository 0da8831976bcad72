#pragma once

#include "app/base/Completion.h"
#include "app/run/WirePreview.h"
#include "app/template/VariableScope.h"
#include "ui/composer/AddedRow.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {
class CookieJar;
}

namespace tessera::ui {

// What a composer wants to know about the identity that a request is sent as, before it is sent.
class RequestContext : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    struct Going {
        QString who, state; // "admin, datarhei Core", "signed in"; empty for nobody
        QList<AddedRow> byCredential;
        QList<AddedRow> added; // these, and what follows from the request itself
        QString note; // why the identity will not go along, in a sentence; empty where it will
        QString foreignOrigin; // that it would have to be bound to
        QString origin; // where the request would go; empty while that can't be told
    };
    // A profile of a kind of credential that needs no API of its own.
    struct Standard {
        QString profile, name;
    };
    [[nodiscard]] virtual VariableScope variables(const CredentialId &id) const = 0;
    // `isRevealed`: with the secrets themselves, where they are known before sending.
    [[nodiscard]] virtual Going going(const RequestDocument &document, bool isRevealed = false) const = 0;
    [[nodiscard]] virtual QList<Standard> standards() const = 0;
    // What Send would put on the wire. Errors: Input (`field` says where), SignInNeeded, Profile.
    [[nodiscard]] virtual Result<WirePreview> preview(const RequestDocument &document, QString *field) const = 0;
    [[nodiscard]] virtual std::shared_ptr<CookieJar> cookies(const CredentialId &id) const = 0;
    // Whether those that have an end outlive the program; nobody's never do.
    [[nodiscard]] virtual bool keepsCookies(const CredentialId &id) const = 0;
    virtual void keepCookies(const CredentialId &id, bool isKept, ResultCompletion<Done> completion) const = 0;
    virtual void noteCookies(const CredentialId &id) const = 0; // they were edited
    [[nodiscard]] virtual UtcTime now() const = 0;

Q_SIGNALS:
    void changed(const tessera::CredentialId &id); // any answer about it may be another one
};

}
