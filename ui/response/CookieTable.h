#pragma once

#include <QtWidgets/QTableView>

namespace tessera {
class Clock;
struct HttpExchange;
}

namespace tessera::ui {

class CookieModel;
class Theme;

// The cookies that an exchange set, with their attributes and what became of them; to read and to copy.
class CookieTable : public QTableView {
    Q_OBJECT
public:
    CookieTable(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    void setExchange(const HttpExchange &exchange);
    [[nodiscard]] int count() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void copy();
    void fit();

    const Theme &m_theme;
    CookieModel *m_model;
};

}
