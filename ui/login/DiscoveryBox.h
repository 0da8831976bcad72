#pragma once

#include "app/auth/AuthManager.h"
#include "app/auth/profile/AuthProfile.h"

#include <QtWidgets/QWidget>

class QPushButton;

namespace tessera::ui {

class ErrorBanner;
class FactList;
class FieldForm;
class TextLabel;
class Theme;

// A helper of a profile that fills fields before signing in: a quiet link, behind it what it asks for, what it found and
// what it noticed.
class DiscoveryBox : public QWidget {
    Q_OBJECT
public:
    DiscoveryBox(const Theme &theme, const Discovery &discovery, QWidget *parent = nullptr);

    // Opens and closes it; the page puts the links of all of them side by side.
    [[nodiscard]] QPushButton *link() const { return m_link; }

    void showOutcome(const Result<DiscoveryOutcome> &outcome, const QStringList &filled); // labels of what was filled

Q_SIGNALS:
    void requested(const QMap<QString, tessera::Secret> &fields);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void open(bool isOpen);
    void start();

    const Theme &m_theme;
    Discovery m_discovery;
    QPushButton *m_link;
    FieldForm *m_fields;
    QPushButton *m_go;
    TextLabel *m_progress;
    ErrorBanner *m_failure;
    FactList *m_notes;
};

}
