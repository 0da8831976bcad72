#include "ui/settings/NetworkForm.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

bool isMissing(const QString &path)
{
    return !path.isEmpty() && !QFileInfo(path).isFile();
}

}

NetworkForm::NetworkForm(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(new QFormLayout(this))
    , m_kind(new SegmentedControl(theme))
    , m_host(makeField(u"proxyHost"_s, tr("Proxy host"), u"proxy.example"_s))
    , m_port(new QSpinBox)
    , m_user(makeField(u"proxyUser"_s, tr("Proxy user")))
    , m_password(new SecretField(theme))
    , m_caFile(makeField(u"caFile"_s, tr("Certificates to trust"), tr("A PEM file, beside the system's own")))
    , m_certificate(makeField(u"clientCertificate"_s, tr("Client certificate"), tr("PEM, or PKCS#12 with its key")))
    , m_key(makeField(u"clientKey"_s, tr("Client key"), tr("PEM; empty for PKCS#12")))
    , m_passphrase(new SecretField(theme))
    , m_exceptions(new QListWidget)
    , m_forgetException(new QPushButton(tr("Trust it no longer")))
{
    m_forgetException->setObjectName(u"forgetException"_s);
    m_kind->setObjectName(u"proxyKind"_s);
    m_kind->setAccessibleName(tr("Proxy"));
    m_kind->setSegments({tr("As the system"), tr("None"), tr("HTTP"), tr("SOCKS 5")});
    m_port->setObjectName(u"proxyPort"_s);
    m_port->setAccessibleName(tr("Proxy port"));
    m_port->setRange(1, 65535);
    for (SecretField *secret : {m_password, m_passphrase}) {
        secret->setObjectName(secret == m_password ? u"proxyPassword"_s : u"passphrase"_s);
        secret->setAccessibleName(secret == m_password ? tr("Proxy password") : tr("Passphrase"));
        connect(secret, &QLineEdit::textEdited, this, &NetworkForm::edited);
    }
    m_exceptions->setObjectName(u"tlsExceptions"_s);
    m_exceptions->setAccessibleName(tr("Certificates that you trust although they can't be verified"));
    m_exceptions->setMaximumHeight(theme.px(90));

    auto *address = new QHBoxLayout;
    address->addWidget(m_host, 1);
    address->addWidget(m_port);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const auto add = [&](const QString &label, auto *field) {
        m_form->addRow(new TextLabel(theme, TextRole::Body, Token::Dim, label), field);
    };
    add(tr("Proxy"), m_kind);
    add(tr("Host and port"), address);
    add(tr("User"), m_user);
    add(tr("Password"), m_password);
    add(tr("Certificates to trust"), withChooser(m_caFile));
    m_certificateRows = {withChooser(m_certificate), withChooser(m_key), m_passphrase};
    add(tr("Client certificate"), m_certificateRows.at(0));
    add(tr("Its key"), m_certificateRows.at(1));
    add(tr("Its passphrase"), m_certificateRows.at(2));
    add(tr("Exceptions"), m_exceptions);
    m_form->addRow(new QWidget, m_forgetException);

    connect(m_kind, &SegmentedControl::currentIndexChanged, this, [this] {
        showProxy();
        Q_EMIT edited();
    });
    connect(m_port, &QSpinBox::valueChanged, this, &NetworkForm::edited);
    connect(
        m_exceptions, &QListWidget::currentRowChanged, this, [this](int row) { m_forgetException->setEnabled(row >= 0); });
    connect(m_forgetException, &QPushButton::clicked, this, [this] {
        m_settings.tlsExceptions.removeAt(m_exceptions->currentRow());
        showExceptions();
        Q_EMIT edited();
    });
    setSettings({});
}

void NetworkForm::setClientCertificateShown(bool isShown)
{
    for (QWidget *row : std::as_const(m_certificateRows))
        m_form->setRowVisible(row, isShown);
}

QLineEdit *NetworkForm::makeField(const QString &name, const QString &label, const QString &placeholder)
{
    auto *field = new QLineEdit;
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setPlaceholderText(placeholder);
    connect(field, &QLineEdit::textEdited, this, [this, field] {
        setInvalid(field, false);
        Q_EMIT edited();
    });
    return field;
}

QWidget *NetworkForm::withChooser(QLineEdit *path)
{
    auto *choose = new QToolButton;
    choose->setIcon(themedIcon(m_theme, Icon::Folder));
    choose->setAccessibleName(tr("Choose a file"));
    connect(choose, &QToolButton::clicked, this, [this, path] {
        auto *dialog = new QFileDialog(this, tr("Choose a file"), path->text());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        connect(dialog, &QFileDialog::fileSelected, path, [this, path](const QString &chosen) {
            path->setText(chosen);
            setInvalid(path, false);
            Q_EMIT edited();
        });
        dialog->open();
    });
    auto *row = new QWidget;
    row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // rows that are hidden leave their room to nobody
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(path, 1);
    layout->addWidget(choose);
    return row;
}

void NetworkForm::setSettings(const NetworkSettings &settings)
{
    const QSignalBlocker quiet(this);
    m_settings = settings;
    m_kind->setCurrentIndex(int(settings.proxy.kind));
    m_host->setText(settings.proxy.host);
    m_port->setValue(settings.proxy.port ? settings.proxy.port : 8080);
    m_user->setText(settings.proxy.user);
    m_caFile->setText(settings.caFile);
    m_certificate->setText(settings.clientCertificate.certificateFile);
    m_key->setText(settings.clientCertificate.keyFile);
    for (SecretField *field : {m_password, m_passphrase}) {
        const Secret &known = field == m_password ? settings.proxy.password : settings.clientCertificate.passphrase;
        field->clear();
        field->setPlaceholderText(known.isEmpty() ? QString() : tr("Kept in the keychain"));
    }
    for (QLineEdit *field : {m_host, m_caFile, m_certificate, m_key})
        setInvalid(field, false);
    showProxy();
    showExceptions();
}

NetworkSettings NetworkForm::settings() const
{
    NetworkSettings edited = m_settings;
    edited.proxy.kind = ProxySettings::Kind(m_kind->currentIndex());
    const bool isOwn = edited.proxy.kind == ProxySettings::Kind::Http || edited.proxy.kind == ProxySettings::Kind::Socks5;
    edited.proxy.host = isOwn ? m_host->text().trimmed() : QString();
    edited.proxy.port = isOwn ? quint16(m_port->value()) : quint16(0);
    edited.proxy.user = isOwn ? m_user->text() : QString();
    if (!isOwn || edited.proxy.user.isEmpty())
        edited.proxy.password = Secret();
    else if (!m_password->text().isEmpty())
        edited.proxy.password = m_password->secret();
    edited.caFile = m_caFile->text().trimmed();
    edited.clientCertificate.certificateFile = m_certificate->text().trimmed();
    edited.clientCertificate.keyFile = m_key->text().trimmed();
    if (edited.clientCertificate.certificateFile.isEmpty())
        edited.clientCertificate = {};
    else if (!m_passphrase->text().isEmpty())
        edited.clientCertificate.passphrase = m_passphrase->secret();
    return edited;
}

QString NetworkForm::problem() const
{
    const NetworkSettings edited = settings();
    const auto wrong = [](QLineEdit *field, const QString &sentence) {
        setInvalid(field, true);
        field->setFocus(Qt::OtherFocusReason);
        return sentence;
    };
    const bool isOwn = m_host->isEnabled();
    if (isOwn && edited.proxy.host.isEmpty())
        return wrong(m_host, tr("The proxy needs a host. Give its name or address, without http:// before it."));
    if (isOwn && (edited.proxy.host.contains(u'/') || edited.proxy.host.contains(u' ')))
        return wrong(
            m_host, tr("The proxy's host is a name or an address only, without http:// before it and no path behind it."));
    if (isMissing(edited.caFile))
        return wrong(m_caFile, tr("The file with the certificates to trust is not there: %1").arg(edited.caFile));
    if (isMissing(edited.clientCertificate.certificateFile))
        return wrong(m_certificate,
            tr("The file with the client certificate is not there: %1").arg(edited.clientCertificate.certificateFile));
    if (isMissing(edited.clientCertificate.keyFile))
        return wrong(m_key, tr("The file with the client key is not there: %1").arg(edited.clientCertificate.keyFile));
    return {};
}

void NetworkForm::showProxy()
{
    const auto kind = ProxySettings::Kind(m_kind->currentIndex());
    const bool isOwn = kind == ProxySettings::Kind::Http || kind == ProxySettings::Kind::Socks5;
    for (QWidget *field : std::initializer_list<QWidget *>{m_host, m_port, m_user, m_password})
        field->setEnabled(isOwn);
}

void NetworkForm::showExceptions()
{
    m_exceptions->clear();
    for (const TlsException &exception : std::as_const(m_settings.tlsExceptions)) {
        const QString fingerprint = QString::fromLatin1(exception.sha256.toHex(':').toUpper());
        m_exceptions->addItem(tr("%1:%2, certificate %3").arg(exception.host).arg(exception.port).arg(fingerprint));
    }
    m_exceptions->setEnabled(!m_settings.tlsExceptions.isEmpty());
    m_forgetException->setEnabled(false);
}

}
