#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QScrollArea>

class QVBoxLayout;

namespace tessera::ui {

class PartRow;
class Theme;

// The parts of a multipart body, and an empty row to write the next into. Files that are dropped become parts.
class PartsPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit PartsPanel(const Theme &theme, QWidget *parent = nullptr);

    [[nodiscard]] QList<RequestDocument::Part> parts() const;
    void setParts(const QList<RequestDocument::Part> &parts); // says nothing; rows that stay the same are left alone
    void showError(int part, const QString &message); // counted from 0

Q_SIGNALS:
    void edited(); // by the person

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    PartRow *addRow();
    void remove(PartRow *row);
    void keepLastEmpty();

    const Theme &m_theme;
    QVBoxLayout *m_layout;
    QList<PartRow *> m_rows; // the last one is empty
};

}
