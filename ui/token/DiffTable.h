#pragma once

#include "app/base/Secret.h"

#include <QtWidgets/QTableView>

namespace tessera::ui {

class DiffModel;
class Theme;

// The rows of a DiffModel to read and copy; long values take several lines.
class DiffTable : public QTableView {
    Q_OBJECT
public:
    DiffTable(const Theme &theme, DiffModel &model, QWidget *parent = nullptr);

Q_SIGNALS:
    void copyRequested(const tessera::Secret &text); // what claims say may be secret as well

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fit();

    const Theme &m_theme;
    DiffModel &m_model;
};

}
