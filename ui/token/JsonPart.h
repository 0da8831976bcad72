#pragma once

#include "app/token/Jwt.h"
#include "ui/theme/Token.h"

#include <QtWidgets/QFrame>

namespace tessera::ui {

class CodeView;
class TextLabel;
class Theme;

// A token's header or payload as it was written, laid out for reading: JSON without any change to a number or a name, what
// is broken as far as it is text, anything else in hexadecimal. Its name and edge have the colour of the part.
class JsonPart : public QFrame {
    Q_OBJECT
public:
    JsonPart(const Theme &theme, const QString &name, Token color, QWidget *parent = nullptr);

    void setPart(const JwtJsonPart &part);
    void setMostRows(int rows); // higher ones scroll
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    const Theme &m_theme;
    Token m_color;
    int m_mostRows = 16;
    TextLabel *m_size;
    CodeView *m_code;
};

}
