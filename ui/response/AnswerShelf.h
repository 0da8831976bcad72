#pragma once

#include "app/auth/session/Credential.h"
#include "app/http/HttpExchange.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

// The answers that a tab has got, the newest first, to compare it with: a few, and of those before the newest no more bytes
// than would be missed by nobody.
class AnswerShelf {
    Q_DECLARE_TR_FUNCTIONS(AnswerShelf)
public:
    static constexpr int most = 10;
    static constexpr qint64 mostBytes = 64 * 1000 * 1000; // of the bodies of all but the newest, in memory or on disk

    // As whom it was asked for; empty: as nobody. One that is there already comes to the front.
    void add(const HttpExchange &exchange, const CredentialId &identity = {});
    // One who signed out: his answers go, the newest (it is on the screen) when another comes. False: there were none.
    bool forget(const CredentialId &identity);
    void followRename(const CredentialId &from, const CredentialId &to); // of a credential
    void clear() { m_answers.clear(); }
    [[nodiscard]] int count() const { return int(m_answers.size()); }
    [[nodiscard]] const HttpExchange &at(int index) const { return m_answers.at(index).exchange; }
    // "14:06:46  200 OK  14.5 kB", and as whom, how and where it was asked for, as far as that is not the same for the newest.
    [[nodiscard]] QString title(int index) const;
    [[nodiscard]] QStringList earlierTitles() const; // of all but the newest

private:
    struct Answer {
        HttpExchange exchange;
        CredentialId identity;
        bool isLeaving = false;
    };
    QList<Answer> m_answers;
};

}
