#pragma once

#include "app/auth/session/Credential.h"

#include <QtWidgets/QFrame>

class QLineEdit;
class QPushButton;

namespace tessera::ui {

class CardColumn;
class CredentialSource;
class IdentityRow;
class TextLabel;
class Theme;
class Ticker;

// The list behind the identity picker: a filter that has the focus, the identities, nobody, and the way to a new one. The
// arrow keys move in the list while one types, nobody being its last; Enter takes what is marked.
class IdentityPopup : public QFrame {
    Q_OBJECT
public:
    IdentityPopup(const Theme &theme, Ticker &ticker, CredentialSource &source, QWidget *parent = nullptr);

    void open(const CredentialId &chosen, const QRect &below); // of the picker, on the screen

Q_SIGNALS:
    void chosen(const tessera::CredentialId &id); // empty: nobody
    void signInRequested();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void takeIds();
    void bind(IdentityRow &row, const CredentialId &id);
    void choose(const CredentialId &id);
    void markNobody(bool isMarked);
    void fit();

    const Theme &m_theme;
    Ticker &m_ticker;
    CredentialSource &m_source;
    CredentialId m_chosen;
    QRect m_below;
    QLineEdit *m_filter;
    CardColumn *m_column;
    TextLabel *m_nothing;
    QPushButton *m_nobody;
};

}
