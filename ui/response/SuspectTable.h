#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/auth/session/Credential.h"

#include <QtWidgets/QWidget>

class QGridLayout;

namespace tessera::ui {

class Theme;

// What was looked at beside the likeliest cause: each with a verdict and why, and what to do about one that may be it.
class SuspectTable : public QWidget {
    Q_OBJECT
public:
    SuspectTable(const Theme &theme, const Diagnosis &diagnosis, const CredentialId &identity, QWidget *parent = nullptr);
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }

Q_SIGNALS:
    void stepChosen(const tessera::NextStep &step);

private:
    int addRow(const QString &title, QWidget *verdict, const QString &verdictText, const QString &why);

    const Theme &m_theme;
    QGridLayout *m_grid;
    int m_nextRow = 0; // of the grid
    bool m_isEmpty = true;
};

}
