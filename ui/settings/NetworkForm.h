#pragma once

#include "app/http/NetworkSettings.h"

#include <QtWidgets/QWidget>

class QFormLayout;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace tessera::ui {

class SecretField;
class SegmentedControl;
class Theme;

// How one environment reaches its servers: proxy, certificates, exceptions. A value goes in, an edited one comes out; a secret
// that is not touched stays.
class NetworkForm : public QWidget {
    Q_OBJECT
public:
    explicit NetworkForm(const Theme &theme, QWidget *parent = nullptr);

    void setSettings(const NetworkSettings &settings);
    // Not for requests as nobody: a certificate says who one is, to every server that asks.
    void setClientCertificateShown(bool isShown);
    [[nodiscard]] NetworkSettings settings() const;
    // Why it can't be used as it is, in a sentence; empty: it can. Marks the field.
    [[nodiscard]] QString problem() const;

Q_SIGNALS:
    void edited();

private:
    [[nodiscard]] QLineEdit *makeField(const QString &name, const QString &label, const QString &placeholder = {});
    [[nodiscard]] QWidget *withChooser(QLineEdit *path);
    void showProxy();
    void showExceptions();

    NetworkSettings m_settings;
    const Theme &m_theme;
    QFormLayout *m_form;
    SegmentedControl *m_kind;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_user;
    SecretField *m_password;
    QLineEdit *m_caFile;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    SecretField *m_passphrase;
    QList<QWidget *> m_certificateRows;
    QListWidget *m_exceptions;
    QPushButton *m_forgetException;
};

}
