#pragma once

#include "app/auth/session/Credential.h"
#include "ui/token/CompareWindow.h"
#include "ui/token/InspectedToken.h"

#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <functional>

class QWidget;

namespace tessera {
class Services;
}

namespace tessera::ui {

class CredentialPanel;
class CredentialSource;
class SecretClipboard;
class Theme;
class Ticker;
class TokenInspector;
class TokenWindow;

// All that the window does with tokens: the inspector below the cards shows those of the credential that is looked at and
// follows its refreshes; the large window shows any other; two can be compared.
class TokenDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Services &services;
        const Theme &theme;
        Ticker &ticker;
        CredentialSource &credentials;
        CredentialPanel &cards;
        QWidget &window;
    };
    explicit TokenDesk(const Parts &parts);
    ~TokenDesk() override; // the large window counts by the ticker: it goes first

    [[nodiscard]] TokenInspector &inspector() const { return *m_inspector; }
    void look(const CredentialId &id); // whose tokens are shown; empty: nobody's

public Q_SLOTS:
    // A token that came from elsewhere, an answer, say; `name` is what it is called there.
    void inspect(const QString &token, const QString &name);
    void inspectCredential(const tessera::CredentialId &id);
    void openPaste(); // asks for a token

Q_SIGNALS:
    void shown(); // the inspector below the cards should be seen

private:
    // What was seen of one token of a credential.
    struct Seen {
        Secret last, before; // the one before the last refresh
    };
    void attach(TokenInspector *inspector);
    [[nodiscard]] TokenWindow &large();
    [[nodiscard]] QStringList namesOf(const CredentialId &id) const;
    [[nodiscard]] InspectedToken tokenOf(const CredentialId &id, const QString &name) const;
    [[nodiscard]] InspectedToken before(const InspectedToken &token) const;
    void follow(const CredentialId &id);
    void followRename(const CredentialId &from, const CredentialId &to);
    void followIn(TokenInspector &inspector, const CredentialId &id, const QString &name);
    void describeIn(TokenInspector &inspector, const CredentialId &id) const;
    void note(const CredentialId &id);
    void clearComparisons(const std::function<bool(const CredentialId &)> &isMeant);
    void takeIds();
    void openLarge(const InspectedToken &token);
    void compare(const InspectedToken &first, const InspectedToken &second);
    [[nodiscard]] QList<CompareWindow::Offer> offers() const;

    Parts m_parts;
    CredentialId m_looked;
    QHash<CredentialId, QMap<QString, Seen>> m_seen; // of those that were looked at; in memory only
    SecretClipboard *m_clipboard;
    TokenInspector *m_inspector;
    TokenWindow *m_large = nullptr;
    QList<QPointer<CompareWindow>> m_comparisons; // that are open
};

}
