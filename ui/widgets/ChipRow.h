#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

namespace tessera::ui {

class Theme;

// Short pieces of what machines say, one after the other with arrows between; they wrap where there is no room.
class ChipRow : public QWidget {
    Q_OBJECT
public:
    ChipRow(const Theme &theme, const QStringList &chips, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QList<QRect> place(int width) const;

    const Theme &m_theme;
    QStringList m_chips;
};

}
