#pragma once

#include "app/auth/session/TokenSet.h"
#include "ui/credentials/CardAction.h"
#include "ui/credentials/CredentialItem.h"
#include "ui/widgets/ErrorBanner.h"

#include <QtWidgets/QWidget>

class QPushButton;
class QVBoxLayout;

namespace tessera::ui {

class CredentialEditor;
class EventList;
class FactList;
class Theme;
class Ticker;
class TokenLine;

// What an open card shows below its head: trouble with what to do, what the tokens hold, when they end, where they may go,
// what happened last, and everything that can be done. Renders one item at a time; the panel moves it from card to card.
class CredentialDetails : public QWidget {
    Q_OBJECT
public:
    CredentialDetails(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);

    void setItem(const CredentialItem &item, const TokenSet &tokens);
    [[nodiscard]] const CredentialId &id() const { return m_item.id(); }

    void askToForget();
    void edit();
    void endEdit();
    // What came of something that was asked for; stays until the person closes it or asks for something else.
    void say(ErrorBanner::Kind kind, const QString &message, const QString &detail);

Q_SIGNALS:
    void asked(tessera::ui::CardAction action);
    void forgetConfirmed();
    void addressConfirmed(const QString &origin);
    void editFinished(const tessera::Credential &changed); // the editor stays until it is told that it is done
    void copyRequested(const tessera::Secret &value);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] Milliseconds tick();
    void showTrouble();
    void showTokens(const TokenSet &tokens);
    void showFacts(UtcTime now);
    void showEvents(UtcTime now);

    const Theme &m_theme;
    Ticker &m_ticker;
    CredentialItem m_item;
    TokenSet m_tokens;
    QVBoxLayout *m_column;
    ErrorBanner *m_trouble; // as long as it lasts
    std::optional<Error> m_shownTrouble;
    ErrorBanner *m_outcome; // of what was asked for, and questions before it
    QWidget *m_tokenLines;
    QMap<QString, TokenLine *> m_lines;
    FactList *m_facts;
    EventList *m_events;
    QWidget *m_eventBox;
    QWidget *m_buttons;
    QPushButton *m_refresh;
    QPushButton *m_signOut;
    QWidget *m_body; // all but the editor
    CredentialEditor *m_editor = nullptr;
};

}
