#pragma once

#include "ui/response/ImageFile.h"

#include <QtWidgets/QAbstractScrollArea>

#include <optional>

namespace tessera::ui {

class Theme;

// A picture: as large as it is, or smaller so that all of it is seen. Zoomed by Ctrl and the wheel, + and -, 0 fits it again.
class ImageView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit ImageView(const Theme &theme, QWidget *parent = nullptr);

    void setFile(const ImageFile &file);
    [[nodiscard]] QString caption() const; // "PNG, 640 × 480, shown at 50 %"
    [[nodiscard]] double zoom() const; // 1: a pixel of the picture is one of the design
    void setZoom(std::optional<double> zoom); // none: it fits
    void copy() const;

Q_SIGNALS:
    void captionChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool event(QEvent *event) override;

private:
    void measure();
    [[nodiscard]] QSizeF shownSize() const;
    [[nodiscard]] double fitting() const;

    const Theme &m_theme;
    ImageFile m_file;
    std::optional<double> m_zoom;
};

}
