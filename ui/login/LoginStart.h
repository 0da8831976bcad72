#pragma once

#include "app/auth/session/Credential.h"
#include "app/base/Secret.h"

#include <QtCore/QMap>
#include <QtCore/QString>

namespace tessera::ui {

// What the login dialog opens with: from a sandbox card, from "Sign in again", or nearly nothing.
struct LoginStart {
    QString profile; // empty: the dialog asks for one first
    QString way; // empty: the profile's first
    QString environment, baseUrl, account; // empty: as the form proposes
    QMap<QString, Secret> values; // of fields, by name
    QMap<QString, QString> choices;
    bool isServerFixed = false; // the address is what this is about (a sandbox): shown, not edited
    bool remembersSecrets = false;
    bool allowsHttp = false;
    CredentialId again; // the credential that signs in again; empty: a new one
};

}
