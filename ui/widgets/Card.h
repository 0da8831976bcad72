#pragma once

#include "ui/theme/Token.h"

#include <QtWidgets/QFrame>

#include <optional>

namespace tessera::ui {

class Theme;

// A raised ground with round corners. May have a stripe in a credential's colour, be the chosen one of several, and be
// clicked (then Space and Enter do the same).
class Card : public QFrame {
    Q_OBJECT
public:
    explicit Card(const Theme &theme, QWidget *parent = nullptr);

    void setStripe(std::optional<int> credentialColor);
    void setEdge(Token color); // a stripe that says how grave it is
    void setSelected(bool isSelected);
    [[nodiscard]] bool isSelected() const { return m_isSelected; }
    void setClickable(bool isClickable);

Q_SIGNALS:
    void clicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    std::optional<int> m_stripe;
    std::optional<Token> m_edge;
    bool m_isSelected = false;
    bool m_isClickable = false;
    bool m_isUnderPointer = false;
    bool m_isPressed = false;
};

}
