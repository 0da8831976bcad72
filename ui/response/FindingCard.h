#pragma once

#include "app/auth/session/Credential.h"
#include "app/diagnosis/Finding.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/Card.h"

class QHBoxLayout;
class QVBoxLayout;

namespace tessera::ui {

[[nodiscard]] QString certaintyText(Certainty certainty); // "almost certain"
[[nodiscard]] Badge::Tone certaintyTone(Certainty certainty);

// The likeliest cause: what it is and how sure that is, what it is read from, and a button for each thing to do about it.
class FindingCard : public Card {
    Q_OBJECT
public:
    struct About {
        const Finding &finding;
        CredentialId identity; // as whom it was to go
        bool canCompare = false; // by breaking it on purpose
    };
    FindingCard(const Theme &theme, const About &about, QWidget *parent = nullptr);

Q_SIGNALS:
    void stepChosen(const tessera::NextStep &step);
    void compareRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void arrange();
    [[nodiscard]] QWidget *makeTitle(const Finding &finding);
    [[nodiscard]] QWidget *makeButtons(const About &about);
    [[nodiscard]] QWidget *makeWords(const About &about);
    [[nodiscard]] QWidget *makeEvidence(const Finding &finding);

    const Theme &m_theme;
    QWidget *m_title, *m_buttons;
    QHBoxLayout *m_head;
    QVBoxLayout *m_layout;
};

}
