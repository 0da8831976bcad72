#pragma once

#include "ui/theme/Token.h"

#include <QtCore/QHash>
#include <QtCore/QString>

namespace tessera::ui {

// Distinct colours that can be told apart and read as text in both schemes; none of them is the red of a failure.
[[nodiscard]] int credentialColorCount();
[[nodiscard]] QColor credentialColor(int index, Scheme scheme); // any index: it wraps

// Which credential has which colour. A credential keeps its colour as long as it is known here, also across a restart
// (the map is stored with the window's settings); a new one gets the colour it prefers, or the one that is used least.
class CredentialColors
{
public:
    int colorOf(const QString &credential, int preferred = 0);
    void forget(const QString &credential);
    void rename(const QString &from, const QString &to);

    [[nodiscard]] const QHash<QString, int> &assigned() const { return m_assigned; }
    void restore(const QHash<QString, int> &assigned); // numbers that are no colour are left out

private:
    QHash<QString, int> m_assigned;
};

}
