#include "ui/login/SignInDesk.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/base/PrivateFile.h"
#include "app/secrets/SecretStore.h"
#include "ui/login/LoginDialog.h"
#include "ui/login/SandboxStart.h"
#include "ui/theme/CredentialColors.h"

#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>

namespace tessera::ui {

using namespace Qt::StringLiterals;

SignInDesk::SignInDesk(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
}

LoginDialog *SignInDesk::openAgain(const CredentialId &id, const QMap<QString, Secret> &values, QWidget *window)
{
    LoginStart start;
    start.values = values;
    start.profile = id.profile;
    start.environment = id.environment;
    start.account = id.account;
    start.again = id;
    if (const auto status = m_parts.auth.status(id)) {
        const Credential &known = status->credential;
        start.baseUrl = known.baseUrl;
        start.way = known.way;
        start.choices = known.choices;
        start.remembersSecrets = known.remembersSecrets;
        start.allowsHttp = known.allowsHttp;
        for (auto field = known.fields.begin(); field != known.fields.end(); ++field)
            start.values.insert(field.key(), Secret(field.value()));
    }
    return open(start, window);
}

LoginDialog *SignInDesk::open(const LoginStart &start, QWidget *window)
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return m_dialog;
    }
    auto *dialog = new LoginDialog(m_parts.theme, m_parts.ticker, window);
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &LoginDialog::profileChosen, this, [this, dialog, start](const QString &id) {
        LoginStart chosen = start;
        chosen.profile = id;
        showForm(*dialog, chosen);
    });
    connect(dialog, &LoginDialog::folderRequested, this, [this, dialog] {
        const QString folder = m_parts.profiles.userFolder();
        if (const auto made = PrivateFile::makeFolder(folder); !made)
            dialog->showError(made.error());
        else
            QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
    });
    connect(dialog, &LoginDialog::signInRequested, this,
        [this, dialog](const SignInRequest &request) { dialog->follow(m_parts.auth.signIn(request, dialog)); });
    connect(dialog, &LoginDialog::discoveryRequested, this, [this, dialog](const SignInRequest &request, const QString &id) {
        m_parts.auth.discover(request, id,
            {dialog, [dialog, id](const Result<DiscoveryOutcome> &found) { dialog->showDiscovered(id, found); }});
    });
    connect(dialog, &LoginDialog::certificateTrusted, this,
        [this, dialog](const QString &environment, const TlsException &exception) {
            if (const auto kept = m_parts.auth.trust(environment, exception); !kept)
                dialog->showError(kept.error());
        });
    connect(dialog, &LoginDialog::signedIn, this, &SignInDesk::signedIn);
    connect(&m_parts.profiles, &ProfileCatalog::changed, dialog, [this, dialog] { showProfiles(*dialog); });

    if (start.profile.isEmpty() || !m_parts.profiles.find(start.profile))
        showProfiles(*dialog);
    else
        showForm(*dialog, start);
    dialog->open();
    return dialog;
}

void SignInDesk::showProfiles(LoginDialog &dialog)
{
    if (dialog.form())
        return; // what was typed stays; a changed file counts for the next attempt
    QList<ProfilePage::Entry> entries;
    for (const AuthProfile *profile : m_parts.profiles.profiles())
        entries.append({profile->id, profile->name, profile->description, !profile->source.startsWith(u':')});
    dialog.showProfiles(entries, m_parts.profiles.problems(), m_parts.profiles.userFolder());
}

void SignInDesk::showForm(LoginDialog &dialog, const LoginStart &start)
{
    const AuthProfile *profile = m_parts.profiles.find(start.profile);
    if (!profile)
        return;
    const LoginForm form(*profile, start, surroundings(profile->id));
    const int ofProfile = int(m_parts.profiles.profiles().indexOf(profile));
    dialog.showForm(form, start.again.isEmpty() ? ofProfile : m_parts.colors.colorOf(start.again.toString(), ofProfile));
}

LoginSurroundings SignInDesk::surroundings(const QString &profile) const
{
    LoginSurroundings around;
    around.isKeychainDurable = m_parts.secrets.isDurable();
    QStringList named;
    for (const CredentialId &id : m_parts.auth.credentials()) {
        if (id.profile != profile)
            continue;
        const auto status = m_parts.auth.status(id);
        if (!status)
            continue;
        around.known.append({status->credential, status->origins, m_parts.auth.rememberedSecrets(id)});
        if (!named.contains(id.environment)) {
            named.append(id.environment);
            around.environments.append({id.environment, status->credential.baseUrl});
        }
    }
    for (const QString &name : m_parts.accounts.environments()) {
        if (!named.contains(name))
            around.environments.append({name, QString()});
    }
    if (m_parts.sandbox)
        around.sandbox = sandboxStart(*m_parts.sandbox, profile);
    if (around.sandbox) { // it listens somewhere else at each start
        around.environments.removeIf([](const auto &each) { return each.first == sandboxEnvironment(); });
        around.environments.prepend({sandboxEnvironment(), around.sandbox->baseUrl});
    }
    return around;
}

}
