#pragma once

#include "app/run/RequestRunner.h"

#include <QtWidgets/QScrollArea>

namespace tessera::ui {

class Theme;

// Why a request was refused, or could not be sent: the likeliest cause with what can be done about it, what else was looked at,
// and what happened. All that came from outside is plain text.
class DiagnosisPane : public QScrollArea {
    Q_OBJECT
public:
    DiagnosisPane(const Theme &theme, const Redactor &redactor, QWidget *parent = nullptr);
    void setResult(const RunResult &result, const CredentialId &identity); // as whom it was to go
    [[nodiscard]] static QString question(const RunResult &result); // "Why 401?"

Q_SIGNALS:
    void stepChosen(const tessera::NextStep &step);
    void compareRequested(); // by breaking the request on purpose

private:
    [[nodiscard]] QWidget *makeStory(const RunResult &result);

    const Theme &m_theme;
    const Redactor &m_redactor;
};

}
