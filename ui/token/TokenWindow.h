#pragma once

#include "ui/token/TokenInspector.h"
#include "ui/widgets/TabWay.h"

#include <QtWidgets/QDialog>

namespace tessera::ui {

// The inspector in a window of its own, where all of a token is seen at once. Stays beside the main window; Esc leaves the
// field for pasting, then closes it.
class TokenWindow : public QDialog {
    Q_OBJECT
public:
    explicit TokenWindow(const TokenInspector::Parts &parts, QWidget *parent);

    [[nodiscard]] TokenInspector &inspector() const { return *m_inspector; }
    void inspect(const InspectedToken &token, bool isSuccessor = false);

protected:
    bool focusNextPrevChild(bool isNext) override { return moveFocus(*this, isNext); }
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override; // forgets the token

private:
    void sayWhich(); // in the title
    const Theme &m_theme;
    TokenInspector *m_inspector;
};

}
