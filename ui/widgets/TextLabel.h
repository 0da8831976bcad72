#pragma once

#include "ui/theme/Theme.h"

#include <QtWidgets/QLabel>

namespace tessera::ui {

// A label in one of the theme's voices. Its text is always plain text, whoever wrote it.
class TextLabel : public QLabel {
    Q_OBJECT
public:
    TextLabel(const Theme &theme, TextRole role, Token color, const QString &text = {}, QWidget *parent = nullptr);
    explicit TextLabel(const Theme &theme, const QString &text = {}, QWidget *parent = nullptr);

    void setColor(Token color);
    void setRole(TextRole role);

protected:
    [[nodiscard]] const Theme &theme() const { return m_theme; }

private:
    void apply();

    const Theme &m_theme;
    TextRole m_role;
    Token m_color;
};

}
