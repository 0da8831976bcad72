#pragma once

#include "ui/credentials/CardAction.h"
#include "ui/credentials/CredentialText.h"
#include "ui/widgets/Card.h"

class QHBoxLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace tessera::ui {

class CountdownRing;
class ElidedLabel;
class TextLabel;
class Theme;
class Ticker;

// One credential in the list: its ring, name, API and state in a line; what only its owner can do as a link; the details
// below it while they are open. It renders, and says what was asked of it.
class CredentialCard : public Card {
    Q_OBJECT
public:
    CredentialCard(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);

    void setItem(const CredentialItem &item, bool isChosen);
    [[nodiscard]] const CredentialId &id() const { return m_item.id(); }
    // The card shows it below its own lines; it stays the caller's.
    void setDetails(QWidget *details);
    [[nodiscard]] static int collapsedHeight(const Theme &theme);
    [[nodiscard]] QString stateText() const;

Q_SIGNALS:
    void chosen();
    void asked(tessera::ui::CardAction action);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] Milliseconds tick();
    [[nodiscard]] QString fitting(const CredentialText::Line &line) const;
    void showMenu(const QPoint &position);
    void showClock();
    void applyTheme();

    const Theme &m_theme;
    Ticker &m_ticker;
    CredentialItem m_item;
    QWidget *m_details = nullptr;
    QVBoxLayout *m_column;
    QHBoxLayout *m_head;
    CountdownRing *m_ring;
    TextLabel *m_name;
    ElidedLabel *m_profile;
    ElidedLabel *m_state;
    TextLabel *m_clock; // where its server's clock goes wrong
    QPushButton *m_needed;
    QToolButton *m_more;
};

}
