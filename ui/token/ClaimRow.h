#pragma once

#include "app/base/Secret.h"
#include "ui/theme/Token.h"
#include "ui/token/ClaimText.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace tessera::ui {

class ElidedLabel;
class ReadOnlyText;
class TextLabel;
class Theme;

// One claim: its name, value and what it is, in a line; what it means below, while the row is open. A click, Space or Enter
// open and close it.
class ClaimRow : public QWidget {
    Q_OBJECT
public:
    explicit ClaimRow(const Theme &theme, QWidget *parent = nullptr);

    void setText(const ClaimText &text);
    [[nodiscard]] const ClaimText &text() const { return m_text; }
    void setNameWidth(int pixels);
    [[nodiscard]] int nameWidth() const; // that it would like
    void setOpen(bool isOpen);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

Q_SIGNALS:
    void moveRequested(int rows); // up or down
    void copyRequested(const tessera::Secret &value); // which may be a token or a password

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void fillDetails();
    void copyValue();

    const Theme &m_theme;
    ClaimText m_text;
    bool m_isOpen = false;
    bool m_isPressed = false;
    ElidedLabel *m_name;
    ElidedLabel *m_value;
    ElidedLabel *m_note;
    QWidget *m_details = nullptr; // made when the row is opened for the first time
    TextLabel *m_sentence = nullptr, *m_times = nullptr, *m_title = nullptr;
    ReadOnlyText *m_whole = nullptr; // made where a value needs it
    QVBoxLayout *m_column;
};

}
