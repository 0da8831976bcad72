#pragma once

#include "ui/credentials/CredentialItem.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// Name, address and choices of a credential, changed in place. Says beforehand what a changed address means.
class CredentialEditor : public QWidget {
    Q_OBJECT
public:
    CredentialEditor(const Theme &theme, const CredentialItem &item, QWidget *parent = nullptr);

    [[nodiscard]] Credential edited() const;
    // A sentence for each field; empty where nothing is wrong.
    [[nodiscard]] static QString problemOfName(const QString &name);
    [[nodiscard]] static QString problemOfAddress(const QString &address);

Q_SIGNALS:
    void saved(const tessera::Credential &changed);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void save();
    void look(); // what is typed: problems and consequences

    CredentialItem m_item;
    QLineEdit *m_name;
    QLineEdit *m_address;
    QMap<QString, QComboBox *> m_choices;
    TextLabel *m_nameNote;
    TextLabel *m_addressNote;
    QPushButton *m_save;
};

}
