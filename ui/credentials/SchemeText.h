#pragma once

#include "ui/credentials/CredentialItem.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

// What there is to say of a credential that is no token: what it is, what of it is no secret, where it goes. Pure.
class SchemeText {
    Q_DECLARE_TR_FUNCTIONS(SchemeText)
public:
    QString title; // "Basic: user name and password (RFC 7617)"
    QList<std::pair<QString, QString>> facts; // by their names
    QString note; // what that means, in sentences

    // The title is empty for a token.
    [[nodiscard]] static SchemeText of(const CredentialItem &item);
    bool operator==(const SchemeText &) const = default;

private:
    void setWords(CredentialScheme::Kind kind);
    [[nodiscard]] static QString place(const Applier::Addition &addition);
};

}
