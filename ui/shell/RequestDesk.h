#pragma once

#include "app/auth/session/Credential.h"
#include "app/workspace/DraftStore.h"

#include <QtCore/QObject>

namespace tessera {
class Services;
}

namespace tessera::ui {

class CredentialSource;
class RequestTab;
class RequestTabs;
class Theme;
class Ticker;

// All that the window does with requests: the tabs, what sends them, and as whom each is opened.
class RequestDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Services &services;
        const Theme &theme;
        Ticker &ticker;
        CredentialSource &credentials;
    };
    explicit RequestDesk(const Parts &parts, QObject *parent = nullptr);

    [[nodiscard]] RequestTabs &tabs() const { return *m_tabs; }
    [[nodiscard]] CredentialId identity() const; // of the tab that is looked at
    [[nodiscard]] QString title() const; // of that tab; empty: there is none

    // An example of a profile, as the one used last of those who are signed in to `environment` (empty: to any).
    void openExample(const QString &profile, int example, const QString &environment);
    // Somebody signed in: what is looked at is something to send as that one. Signing in again leaves everything as it is.
    void begin(const CredentialId &id, bool isNew);
    // Who a request goes as is chosen beside Send and nowhere else, unless nobody is yet: false, where somebody is.
    bool offerIdentity(const CredentialId &id);

Q_SIGNALS:
    void credentialRequested(const tessera::CredentialId &id); // to be looked at
    void tokenRequested(const tessera::CredentialId &id); // its token is to be inspected
    void inspectTokenRequested(const QString &token); // one that stands in an answer
    void networkRequested(const QString &environment); // its settings; empty: that of requests as nobody
    void changed(); // another tab, or what the tab says of itself

private:
    void connectPage(RequestTab &page);
    void breakOnPurpose(RequestTab &page, const RequestDocument &document);

    Parts m_parts;
    DraftStore m_drafts;
    RequestTabs *m_tabs;
};

}
