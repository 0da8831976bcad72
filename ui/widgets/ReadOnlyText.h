#pragma once

#include "ui/theme/Theme.h"

#include <QtWidgets/QFrame>

class QPlainTextEdit;

namespace tessera::ui {

// A text to read, select and copy, as tall as its lines up to a limit; longer ones scroll. Breaks anywhere where it must. In
// the machine's face, on a field's ground, unless told otherwise.
class ReadOnlyText : public QFrame {
    Q_OBJECT
public:
    explicit ReadOnlyText(const Theme &theme, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void setMostLines(int lines); // 10 by default
    void setRole(TextRole role);
    void setPlain(); // without ground, frame and margins: a label that can be selected, of any length
    [[nodiscard]] QPlainTextEdit *edit() const { return m_edit; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void applyFont();

    const Theme &m_theme;
    TextRole m_role = TextRole::Mono;
    bool m_isPlain = false;
    QPlainTextEdit *m_edit;
    int m_mostLines = 10;
};

}
