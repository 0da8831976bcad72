#pragma once

#include "app/base/Error.h"
#include "app/base/Secret.h"
#include "app/token/JwtVerifier.h"
#include "app/token/TokenFacts.h"
#include "ui/token/KeyForm.h"

#include <QtWidgets/QWidget>

class QComboBox;

namespace tessera {
class CurlTransport;
}

namespace tessera::ui {

class Badge;
class KeyChoice;
class TextLabel;
class Theme;

// Whether a token's signature is good, which is one of three: not checked, valid with a key, invalid and why. Which
// algorithms count is the key's and the person's to say. Keys are held until another token comes or forget(). Several keys
// are tried in the background.
class SignatureBox : public QWidget {
    Q_OBJECT
public:
    SignatureBox(const Theme &theme, CurlTransport &transport, QWidget *parent = nullptr);

    // `isSuccessor`: the one after it of the same credential, or the same one typed further: it is checked at once with the
    // keys that are there.
    void setToken(const Secret &token, const TokenFacts &facts, bool isSuccessor);
    [[nodiscard]] const SignatureCheck &check() const { return m_check; }
    [[nodiscard]] bool isCheckable() const { return m_isCheckable; }
    [[nodiscard]] KeyForm &form() const { return *m_form; }
    void forget(); // keys, and what stands in the fields; what is known of the signature stays

    // "not checked", "valid", "invalid".
    [[nodiscard]] static QString stateText(SignatureCheck::State state);
    static void dress(Badge &badge, SignatureCheck::State state);

Q_SIGNALS:
    void checked(); // check() is another one

private:
    void setKeys(const QList<VerificationKey> &keys);
    void run();
    void setCheck(const SignatureCheck &check, bool isTrying = false);
    void say();
    void suggestSource(const TokenFacts &facts);

    Secret m_token;
    bool m_isCheckable = false;
    QList<VerificationKey> m_keys;
    QList<VerificationKey> m_fitting; // the one of several that the last token was signed with
    bool m_isTrying = false; // several keys, in the background
    quint64 m_turn = 0; // of what is tried: earlier answers are nobody's
    QStringList m_leftOut;
    SignatureCheck m_check;
    QString m_trouble; // with getting the key
    TextLabel *m_size;
    Badge *m_badge;
    TextLabel *m_verdict;
    TextLabel *m_note;
    QWidget *m_controls;
    KeyForm *m_form;
    KeyForm::Source m_suggested = KeyForm::Source::Key; // last, for the token
    KeyChoice *m_which; // of several keys
    QComboBox *m_algorithm;
    QString m_kid; // of the key that the token names
};

}
