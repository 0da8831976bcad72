#pragma once

#include "app/auth/profile/AuthProfile.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

// The box "Remember the password": for which fields of a way, and what it is good for, said honestly.
class RememberOffer {
    Q_DECLARE_TR_FUNCTIONS(RememberOffer)
public:
    RememberOffer(const AuthProfile &profile, const Way &way);

    // Secrets that go with the session's tokens anyway (an API key that each request carries) are not a matter of choice.
    [[nodiscard]] bool isThere() const { return !m_fields.isEmpty(); }
    [[nodiscard]] bool isNeeded() const { return m_isNeeded; } // this API refreshes by signing in again
    [[nodiscard]] QString label() const;
    [[nodiscard]] QString text(bool isKeychainDurable) const;

private:
    QList<Field> m_fields;
    RefreshRule::Kind m_refresh;
    bool m_isNeeded = false;
};

}
