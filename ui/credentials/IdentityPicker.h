#pragma once

#include "ui/credentials/CredentialItem.h"

#include <QtWidgets/QPushButton>

namespace tessera::ui {

class CountdownRing;
class CredentialSource;
class ElidedLabel;
class IdentityPopup;
class TextLabel;
class Theme;
class Ticker;

// Who the request is sent as, left of the method: ring, name and what is left, in the credential's colour as long as it
// refreshes by itself, amber and red when it will not. A click or Ctrl+I opens the list.
class IdentityPicker : public QPushButton {
    Q_OBJECT
public:
    IdentityPicker(const Theme &theme, Ticker &ticker, CredentialSource &source, QWidget *parent = nullptr);

    [[nodiscard]] const CredentialId &identity() const { return m_identity; } // empty: nobody
    void setIdentity(const CredentialId &id); // without identityChosen(); one that is gone is shown as such
    void openList();
    [[nodiscard]] QString countdown() const; // as it is shown

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void identityChosen(const tessera::CredentialId &id); // by the person; empty: nobody
    void signInRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void render();
    [[nodiscard]] Milliseconds tick();

    const Theme &m_theme;
    Ticker &m_ticker;
    CredentialSource &m_source;
    CredentialId m_identity;
    std::optional<CredentialItem> m_item;
    CountdownRing *m_ring;
    ElidedLabel *m_name;
    TextLabel *m_left;
    IdentityPopup *m_list;
};

}
