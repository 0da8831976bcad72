#pragma once

#include <QtWidgets/QFrame>

class QPlainTextEdit;

namespace tessera::ui {

class Theme;

// A text to read, select and copy, as tall as its lines up to a limit; longer ones scroll. In the machine's face, on a
// field's ground.
class ReadOnlyText : public QFrame {
    Q_OBJECT
public:
    explicit ReadOnlyText(const Theme &theme, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void setMostLines(int lines); // 10 by default
    [[nodiscard]] QPlainTextEdit *edit() const { return m_edit; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    const Theme &m_theme;
    QPlainTextEdit *m_edit;
    int m_mostLines = 10;
};

}
