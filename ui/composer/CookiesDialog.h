#pragma once

#include "app/http/CookieJar.h"

#include <QtWidgets/QDialog>

#include <memory>

class QPushButton;
class QTableView;

namespace tessera::ui {

class JarModel;
class TextLabel;
class Theme;

// The jar of one credential in one environment: its cookies to look at, to edit, to take away.
class CookiesDialog : public QDialog {
    Q_OBJECT
public:
    // `who`: whose they are. Deletes itself when it closes.
    static CookiesDialog *open(const Theme &theme, const QString &who, const std::shared_ptr<CookieJar> &jar, UtcTime now, QWidget *parent);

private:
    CookiesDialog(const Theme &theme, const QString &who, const std::shared_ptr<CookieJar> &jar, UtcTime now, QWidget *parent);
    void removeSelected();
    void render();
    using QDialog::open;

    JarModel *m_model;
    QTableView *m_table;
    TextLabel *m_note;
    QPushButton *m_remove, *m_clear;
};

}
