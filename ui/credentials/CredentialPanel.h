#pragma once

#include "app/base/Secret.h"
#include "ui/credentials/CardAction.h"
#include "ui/credentials/CredentialItem.h"
#include "ui/widgets/ErrorBanner.h"

#include <QtWidgets/QWidget>

class QLineEdit;
class QStackedWidget;

namespace tessera::ui {

class CardColumn;
class CredentialCard;
class CredentialDetails;
class CredentialSource;
class EmptyState;
class TextLabel;
class Theme;
class Ticker;

// The credentials as cards: a ring for what is left, a line for what comes next, the rest where it is opened. Renders what
// the source says and emits what the person wants; CredentialActions does it.
class CredentialPanel : public QWidget {
    Q_OBJECT
public:
    CredentialPanel(const Theme &theme, Ticker &ticker, CredentialSource &source, QWidget *parent = nullptr);

    [[nodiscard]] CredentialId chosen() const;
    void setChosen(const CredentialId &id); // without credentialChosen()
    void followRename(const CredentialId &from, const CredentialId &to);
    void endEdit(const CredentialId &id); // what was wanted is done
    void showDetails(const CredentialId &id); // an empty id closes
    void setLoading(); // until the source tells of its ids it isn't said that there are none
    // What came of something that was asked for, in the card it is about; at the head where that card is gone.
    void say(const CredentialId &id, ErrorBanner::Kind kind, const QString &message, const QString &detail = {});

Q_SIGNALS:
    void credentialChosen(const tessera::CredentialId &id);
    void signInRequested(); // a new one
    void signInAgainRequested(const tessera::CredentialId &id);
    void refreshRequested(const tessera::CredentialId &id);
    void unlockRequested(); // the keychain
    void signOutRequested(const tessera::CredentialId &id);
    void forgetRequested(const tessera::CredentialId &id); // the person has confirmed it
    void editRequested(const tessera::CredentialId &id, const tessera::Credential &changed);
    void addressConfirmed(const tessera::CredentialId &id, const QString &origin);
    void copyRequested(const tessera::Secret &value);
    void inspectRequested(const tessera::CredentialId &id);

private:
    QWidget *makeCard(QWidget *parent);
    void bind(CredentialCard &card, const CredentialId &id);
    void takeIds();
    void update(const CredentialId &id);
    void act(const CredentialId &id, CardAction action);
    void choose(const CredentialId &id);
    void applyTheme();

    const Theme &m_theme;
    Ticker &m_ticker;
    CredentialSource &m_source;
    CredentialId m_chosen;
    bool m_isLoading = false;
    ErrorBanner *m_banner;
    QLineEdit *m_filter;
    TextLabel *m_nothingFound;
    CardColumn *m_column;
    CredentialDetails *m_details;
    QStackedWidget *m_pages;
};

}
