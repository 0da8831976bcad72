#pragma once

#include <QtCore/QPointer>
#include <QtWidgets/QLineEdit>

namespace tessera::ui {

// Stands over a tab while its name is written: Enter or leaving keeps it, Esc does not.
class TabNameEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit TabNameEdit(QWidget *strip);

    void open(int index, const QRect &tab, const QString &name);
    void end(bool isKept);

Q_SIGNALS:
    void named(int index, const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    int m_index = -1; // -1: closed
    QString m_before;
    QPointer<QWidget> m_returnTo; // had the focus
};

}
