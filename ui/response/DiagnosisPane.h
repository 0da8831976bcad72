#pragma once

#include "app/run/RequestRunner.h"
#include "ui/response/ClockDialog.h"

#include <QtWidgets/QScrollArea>

namespace tessera::ui {

class Theme;

// Why a request was refused, or could not be sent: the likeliest cause with what can be done about it, what else was looked at,
// and what happened. What a step needs nobody else for is done here: the clocks are explained, a text for the API's owner is
// copied. All that came from outside is plain text.
class DiagnosisPane : public QScrollArea {
    Q_OBJECT
public:
    DiagnosisPane(const Theme &theme, const Redactor &redactor, QWidget *parent = nullptr);
    void setResult(const RunResult &result, const CredentialId &identity); // as whom it was to go
    [[nodiscard]] static QString question(const RunResult &result); // "Why 401?"

Q_SIGNALS:
    void stepChosen(const tessera::NextStep &step);
    void compareRequested(); // by breaking the request on purpose
    void noted(const QString &sentence); // what was done here and can't be seen

private:
    [[nodiscard]] QWidget *makeStory(const RunResult &result);
    void take(const NextStep &step);
    void compareClocks();
    void copyLetter();

    const Theme &m_theme;
    const Redactor &m_redactor;
    CredentialId m_identity; // of what is explained
    ClockDialog::Reading m_clocks;
    QString m_letter; // to the API's owner
};

}
