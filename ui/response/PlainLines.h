#pragma once

#include <QtWidgets/QPlainTextEdit>

namespace tessera::ui {

class Theme;

// A short text of machines, to be selected and copied: as high as it is, up to a limit, then it scrolls.
class PlainLines : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit PlainLines(const Theme &theme, QWidget *parent = nullptr);
    void setMostLines(int lines);
    void setLines(const QString &text);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void fit();

    const Theme &m_theme;
    int m_mostLines = 24;
};

}
