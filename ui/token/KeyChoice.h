#pragma once

#include "app/token/VerificationKey.h"

#include <QtWidgets/QWidget>

class QComboBox;

namespace tessera::ui {

class Theme;

// Which of several keys is to be tried. The one that the token names by its "kid" is suggested and no more: what stands in a
// token was written by whoever wants it to be believed. Hidden where there is no choice.
class KeyChoice : public QWidget {
    Q_OBJECT
public:
    explicit KeyChoice(const Theme &theme, QWidget *parent = nullptr);

    void setKeys(const QList<VerificationKey> &keys);
    void suggest(const QString &kid); // empty, or of no key or of two: whichever fits
    // The keys to try: the chosen one, or all.
    [[nodiscard]] QList<VerificationKey> chosen() const;
    [[nodiscard]] bool isOne() const; // one of several was chosen

Q_SIGNALS:
    void changed(); // by the person

private:
    QList<VerificationKey> m_keys;
    QComboBox *m_box;
};

}
