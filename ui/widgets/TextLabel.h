#pragma once

#include "ui/theme/Theme.h"

#include <QtCore/QHash>
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
    // Layouts ask for the same widths again and again, and each answer would lay out the text anew.
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    [[nodiscard]] const Theme &theme() const { return m_theme; }

private:
    void apply();

    const Theme &m_theme;
    TextRole m_role;
    Token m_color;
    struct Heights {
        QString text; // that they are of
        QFont font;
        QMargins margins;
        QHash<int, int> byWidth;
    };
    mutable Heights m_heights;
};

}
