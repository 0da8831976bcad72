#pragma once

#include "ui/token/TokenLife.h"

#include <QtWidgets/QWidget>

class QPainter;

namespace tessera::ui {

class Theme;

// A token's life in one line: a bar from its beginning to its end, what has been stronger than what is to come, and now.
class LifeLine : public QWidget {
    Q_OBJECT
public:
    explicit LifeLine(const Theme &theme, QWidget *parent = nullptr);

    void setLife(const TokenLife &life);
    void setCredentialColor(std::optional<int> color); // nullopt: the accent
    [[nodiscard]] const TokenLife &life() const { return m_life; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintWords(QPainter &painter) const;
    void paintBar(QPainter &painter) const;

    const Theme &m_theme;
    TokenLife m_life;
    std::optional<int> m_color;
};

}
