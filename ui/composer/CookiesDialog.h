#pragma once

#include "app/auth/session/Credential.h"
#include "app/http/CookieJar.h"

#include <QtWidgets/QDialog>

#include <memory>
#include <optional>

class QCheckBox;
class QPushButton;
class QTableView;

namespace tessera::ui {

class JarModel;
class RequestContext;
class TextLabel;
class Theme;

// The jar of one credential in one environment: its cookies to look at, to edit, to take away; and whether they outlive the
// program.
class CookiesDialog : public QDialog {
    Q_OBJECT
public:
    struct Subject {
        QString who; // whose they are
        std::shared_ptr<CookieJar> jar; // shared: with the calls under way
        std::optional<bool> isKept; // nullopt: nobody's can't be
    };
    // Deletes itself when it closes.
    static CookiesDialog *open(const Theme &theme, const Subject &subject, UtcTime now, QWidget *parent);
    // Of the requests that go as `id`, who is called `who`; the context does what is wanted. Null where they have no jar.
    static CookiesDialog *openFor(const Theme &theme, const RequestContext &context, const CredentialId &id, const QString &who, QWidget *parent);

    void sayKept(bool isKept, const Result<Done> &outcome); // what came of keepRequested()

Q_SIGNALS:
    void keepRequested(bool isKept);

private:
    CookiesDialog(const Theme &theme, const Subject &subject, UtcTime now, QWidget *parent);
    void refuse(const QString &why);
    void removeSelected();
    void render();
    using QDialog::open;

    JarModel *m_model;
    QTableView *m_table;
    TextLabel *m_note;
    QCheckBox *m_keep;
    QPushButton *m_remove, *m_clear;
};

}
