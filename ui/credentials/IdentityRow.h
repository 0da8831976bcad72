#pragma once

#include "ui/credentials/CredentialItem.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

class CountdownRing;
class ElidedLabel;
class TextLabel;
class Theme;
class Ticker;

// One identity in the list of the picker.
class IdentityRow : public QWidget {
    Q_OBJECT
public:
    IdentityRow(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);

    void setItem(const CredentialItem &item, bool isCurrent, bool isChosen);
    [[nodiscard]] const CredentialId &id() const { return m_item.id(); }
    [[nodiscard]] static int heightIn(const Theme &theme);

Q_SIGNALS:
    void clicked();
    void entered();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] Milliseconds tick();

    const Theme &m_theme;
    Ticker &m_ticker;
    CredentialItem m_item;
    bool m_isCurrent = false;
    CountdownRing *m_ring;
    TextLabel *m_name;
    ElidedLabel *m_profile;
    TextLabel *m_left;
};

}
