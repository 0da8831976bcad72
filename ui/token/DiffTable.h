#pragma once

#include <QtWidgets/QTableView>

namespace tessera::ui {

class DiffModel;
class Theme;

// The rows of a DiffModel to read and copy; long values take several lines.
class DiffTable : public QTableView {
    Q_OBJECT
public:
    DiffTable(const Theme &theme, DiffModel &model, QWidget *parent = nullptr);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fit();

    const Theme &m_theme;
    DiffModel &m_model;
};

}
