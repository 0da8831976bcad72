#pragma once

#include <QtWidgets/QTableView>

namespace tessera {
class HttpHeaders;
class Redactor;
}

namespace tessera::ui {

class HeaderModel;
class Theme;

// The headers of an answer, to read and to copy. Long values take several lines.
class HeaderTable : public QTableView {
    Q_OBJECT
public:
    HeaderTable(const Theme &theme, const Redactor &redactor, QWidget *parent = nullptr);
    void setHeaders(const HttpHeaders &headers, const HttpHeaders &trailers);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void copy();
    void fit();

    const Theme &m_theme;
    HeaderModel *m_model;
};

}
