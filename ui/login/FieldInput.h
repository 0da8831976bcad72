#pragma once

#include "app/auth/profile/AuthProfile.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

// What was typed into a field, and what is wrong with it. Pure.
class FieldInput {
    Q_DECLARE_TR_FUNCTIONS(FieldInput)
public:
    // As it is sent: a line end that came along with a paste is dropped; blanks around it too, but not those of a secret.
    [[nodiscard]] static QString cleaned(const QString &typed, bool isSecret = false);
    // A base URL, cleaned. A pasted one often ends with a slash, and every path of a profile begins with one.
    [[nodiscard]] static QString address(const QString &typed);
    static constexpr int longestName = 80; // of an account or environment: it stands in menus and file names
    [[nodiscard]] static bool hasControlCharacter(const QString &text);
    // A sentence; empty where nothing is wrong. `mayBeEmpty`: the keychain has it.
    [[nodiscard]] static QString problem(const Field &field, const QString &typed, bool mayBeEmpty = false);

    // "Password" inside a sentence is "password"; "API key" and "Auth0 token" stay as they are.
    [[nodiscard]] static QString insideSentence(const QString &label);
    [[nodiscard]] static QString list(const QStringList &names); // "a, b and c"
    // Two notes in one line: "401 Unauthorized, after 5.0 s".
    [[nodiscard]] static QString sentenceEnd(const QString &note, const QString &other);
    // What of a user name makes a short name: an e-mail address without its host, the first group of a UUID.
    [[nodiscard]] static QString shortName(const QString &text);
};

}
