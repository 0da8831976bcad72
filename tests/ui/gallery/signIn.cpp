#include "app/base/SystemClock.h"
#include "tests/support/BundledProfile.h"
#include "tests/support/FakeSignIn.h"
#include "tests/support/FixedCredentials.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/credentials/IdentityPopup.h"
#include "ui/login/LoginDialog.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QTimer>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

// The login dialog, the credential panel and the identity picker in every state, side by side: for looking at, not a test.
// usage: gallery_signin [--dark] [--save FOLDER]

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString exampleToken = u"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJleGkiOjYwLCJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl"_s;

class Sheet {
public:
    Sheet(Theme &theme, Ticker &ticker, const QString &folder)
        : m_theme(theme)
        , m_ticker(ticker)
        , m_folder(folder)
    {
    }

    void show()
    {
        dialogs();
        panels();
        pickers();
    }

private:
    void place(QWidget *widget, const QString &name)
    {
        widget->setParent(nullptr, Qt::Window);
        widget->show();
        m_shown.append({widget, name});
        if (m_folder.isEmpty())
            return;
        QTimer::singleShot(3000, widget, [this, widget, name] {
            widget->grab().save(u"%1/%2-%3.png"_s.arg(m_folder, name, m_theme.isDark() ? u"dark"_s : u"light"_s));
        });
    }

    LoginDialog *dialog(const QString &name, const LoginStart &start, const LoginSurroundings &around = {}, int color = 0)
    {
        auto *dialog = new LoginDialog(m_theme, m_ticker);
        dialog->showForm(LoginForm(bundledProfile(start.profile), start, around), color);
        place(dialog, name);
        return dialog;
    }

    void dialogs()
    {
        LoginStart core;
        core.profile = u"datarhei-core"_s;
        core.baseUrl = u"http://127.0.0.1:40213"_s;
        core.environment = u"Sandbox"_s;
        core.isServerFixed = true;
        core.values = {{u"username"_s, Secret(u"admin"_s)}, {u"password"_s, Secret(u"datarhei"_s)}};
        dialog(u"login-core"_s, core);

        auto *refused = dialog(u"login-refused"_s, core);
        send(refused, [](FakeSignIn &attempt) {
            Q_EMIT attempt.finished(failure(ErrorKind::AuthRejected,
                u"The server says: “Invalid authorization credentials: invalid username or password”"_s,
                u"401 Unauthorized"_s));
        });
        auto *sending = dialog(u"login-sending"_s, core);
        send(sending, [](FakeSignIn &attempt) { Q_EMIT attempt.progressed(u"Sending POST to http://127.0.0.1:40213"_s); });
        auto *down = dialog(u"login-down"_s, core);
        send(down, [](FakeSignIn &attempt) {
            Q_EMIT attempt.finished(failure(ErrorKind::Network, u"127.0.0.1 refused the connection on port 40213."_s,
                u"Is the server running, and is the port right?"_s));
        });
        auto *request = dialog(u"login-request"_s, core);
        request->findChild<QPushButton *>(u"loginShowRequest"_s)->click();

        LoginStart own;
        own.profile = u"datarhei-core"_s;
        own.baseUrl = u"http://core.example.org:8080"_s;
        auto *empty = dialog(u"login-empty"_s, own);
        empty->findChild<QPushButton *>(u"loginSubmit"_s)->click();

        LoginStart mic;
        mic.profile = u"telenor-mic"_s;
        dialog(u"login-mic"_s, mic, {}, 3);
        mic.way = u"sign-up"_s;
        mic.baseUrl = u"https://abc123.execute-api.eu-west-1.amazonaws.com/prod"_s;
        dialog(u"login-mic-sign-up"_s, mic, {}, 3);
        mic.way = u"password"_s;
        mic.values = {
            {u"userName"_s, Secret(u"sensor-ops"_s)}, {u"password"_s, Secret(u"secret1"_s)}, {u"apiKey"_s, Secret(u"k"_s)}};
        auto *asked = dialog(u"login-mic-consent"_s, mic, {}, 3);
        send(asked, [](FakeSignIn &attempt) {
            Q_EMIT attempt.asked({u"The terms have to be accepted first"_s,
                u"Open the document, read it, and tick the box if you agree."_s, u"https://example.org/terms.pdf"_s,
                {{u"consentGiven"_s, u"I have read the terms and accept them"_s, {}, {}, {}, false, true, false, true, {}}},
                {u"Send the code again"_s}});
        });
        auto *account = dialog(u"login-mic-account"_s, mic, {}, 3);
        send(account, [](FakeSignIn &attempt) {
            Q_EMIT attempt.finished(SignInOutcome{{}, u"The new password is set. Sign in with it."_s, u"password"_s});
        });

        LoginStart khe;
        khe.profile = u"kent-hack-enough"_s;
        khe.baseUrl = u"https://api.khe.io/v1.0"_s;
        khe.values = {{u"email"_s, Secret(u"organiser@example.org"_s)}};
        dialog(u"login-khe"_s, khe, {}, 1);
        LoginStart pagfast;
        pagfast.profile = u"pagfast-partner"_s;
        dialog(u"login-pagfast"_s, pagfast, {}, 2);

        auto *profiles = new LoginDialog(m_theme, m_ticker);
        QList<ProfilePage::Entry> entries;
        for (const QString &id : {u"datarhei-core"_s, u"kent-hack-enough"_s, u"pagfast-partner"_s, u"telenor-mic"_s}) {
            const AuthProfile profile = bundledProfile(id);
            entries.append({id, profile.name, profile.description, false});
        }
        entries.append({u"mine"_s, u"Our shop"_s, u"Form sign-in, a cookie, a code by mail."_s, true});
        profiles->showProfiles(entries,
            {{ErrorKind::Profile, u"/home/anna/.local/share/tessera/profiles/shop.json: /signIn/0/request has no path."_s,
                {}}},
            u"/home/anna/.local/share/tessera/profiles"_s);
        place(profiles, u"login-profiles"_s);
    }

    template <typename F> void send(LoginDialog *dialog, F answer)
    {
        QObject::connect(dialog, &LoginDialog::signInRequested, dialog, [dialog, answer] {
            auto *attempt = new FakeSignIn(dialog);
            dialog->follow(attempt);
            QTimer::singleShot(50, attempt, [attempt, answer] { answer(*attempt); });
        });
        QTimer::singleShot(0, dialog, [dialog] { dialog->findChild<QPushButton *>(u"loginSubmit"_s)->click(); });
    }

    [[nodiscard]] QList<std::pair<CredentialItem, TokenSet>> examples() const
    {
        const UtcTime now = m_ticker.clock().now();
        QList<std::pair<CredentialItem, TokenSet>> all;
        CredentialItem item = activeItem(u"admin"_s, now);
        item.status.role = u"ReadWrite"_s;
        item.status.serverOffset = 7s;
        using Event = CredentialEvent;
        item.status.events = {{Event::Kind::Used, Event::Reason::None, now - 4s, {}, {}, {}, {}, 200},
            {Event::Kind::Refreshed, Event::Reason::Timer, now - 18s, {}, {}, {}, {}, 0},
            {Event::Kind::Used, Event::Reason::None, now - 25s, {}, {}, {}, {}, 404},
            {Event::Kind::RefreshFailed, Event::Reason::Timer, now - 100s, u"No answer."_s, {}, {}, {}, 0},
            {Event::Kind::SignedIn, Event::Reason::User, now - 200s, {}, {}, {}, {}, 0}};
        TokenSet tokens;
        tokens.captures = {{u"access"_s, Secret(exampleToken)}, {u"refresh"_s, Secret(exampleToken + u"x"_s)}};
        all.append({item, tokens});

        item = activeItem(u"organiser"_s, now, u"kent-hack-enough"_s, u"Kent Hack Enough"_s);
        item.colorIndex = 1;
        item.status.obtainedAt = now - 1h;
        item.status.access.at = now + 24h * 29 + 1h;
        item.status.nextRefresh = now + 24h * 27 + 1h;
        all.append({item, {}});
        item = activeItem(u"sensor-ops"_s, now, u"telenor-mic"_s, u"Telenor Connexion MIC"_s);
        item.colorIndex = 3;
        item.status.obtainedAt = now - 18min;
        item.status.access.at = now + 42min;
        item.status.nextRefresh = now + 38min;
        item.status.failures = 2;
        item.status.nextRefresh = now + 16s;
        item.status.trouble = Error{ErrorKind::Network, u"mic.example.org could not be found."_s,
            u"Is the network up? It is tried again by itself."_s};
        all.append({item, {}});
        item = activeItem(u"partner"_s, now, u"pagfast-partner"_s, u"PagFast Partner"_s);
        item.colorIndex = 2;
        item.status.state = Expired{};
        item.status.access.at = now - 106s;
        item.status.obtainedAt = now - 1h;
        item.status.nextRefresh.reset();
        item.refresh = RefreshRule::Kind::SignIn;
        all.append({item, {}});
        item.status.credential.id.account = u"partner-2"_s;
        item.status.refreshesByItself = false;
        item.status.state
            = Failed{{ErrorKind::AuthRejected, u"The server says: “The access key is not valid (AccessKeyUnauthorized)”"_s,
                u"The key or the secret is wrong, or the key is pending, expired or switched off."_s}};
        all.append({item, {}});
        item = activeItem(u"anna"_s, now);
        item.colorIndex = 4;
        item.status.addressToConfirm = u"https://core.example.org"_s;
        all.append({item, {}});
        item = activeItem(u"reader"_s, now);
        item.colorIndex = 5;
        item.status.refreshesByItself = false;
        item.status.nextRefresh.reset();
        item.status.access.at = now + 12s;
        item.status.isInMemoryOnly = true;
        all.append({item, {}});
        item = activeItem(u"old"_s, now);
        item.colorIndex = 6;
        item.status.state = SignedOut{};
        all.append({item, {}});
        item.status.credential.id.account = u"locked"_s;
        item.colorIndex = 7;
        item.status.isUnread = true;
        all.append({item, {}});
        return all;
    }

    CredentialPanel *panel(const QString &name, FixedCredentials *source)
    {
        auto *panel = new CredentialPanel(m_theme, m_ticker, *source);
        source->setParent(panel);
        setSurface(panel, Surface::Window);
        panel->resize(m_theme.px(320), m_theme.px(640));
        place(panel, name);
        return panel;
    }

    void panels()
    {
        const auto all = examples();
        const auto filled = [&](qsizetype count) {
            auto *source = new FixedCredentials;
            for (const auto &[item, tokens] : all.first(count))
                source->put(item, tokens);
            return source;
        };
        panel(u"panel-four"_s, filled(4))->setChosen(all.at(0).first.id());
        panel(u"panel-all"_s, filled(all.size()));
        auto *shown = new FixedCredentials;
        CredentialItem owner = all.at(0).first;
        owner.status.accountName = u"65d0f5c9-7fb0-455c-9036-9e72b6a40d1c"_s;
        for (int i = 0; i < 12; ++i) {
            owner.status.events.prepend({CredentialEvent::Kind::Refreshed, CredentialEvent::Reason::Timer,
                m_ticker.clock().now() - i * 60s, {}, {}, {}, {}, 0});
        }
        TokenSet longer = all.at(0).second;
        longer.captures[u"access"_s] = Secret(exampleToken + QString(400, u'x'));
        shown->put(owner, longer);
        auto *revealed = panel(u"panel-revealed"_s, shown);
        revealed->showDetails(owner.id());
        QTimer::singleShot(50, revealed, [revealed] {
            revealed->findChildren<QToolButton *>(u"tokenReveal"_s).constFirst()->click();
            revealed->findChildren<QToolButton *>(u"tokenCopy"_s).constLast()->click();
        });
        panel(u"panel-empty"_s, new FixedCredentials);
        const auto open = [&](const QString &name, int which) {
            auto *opened = panel(name, filled(all.size()));
            opened->setChosen(all.at(which).first.id());
            opened->showDetails(all.at(which).first.id());
            return opened;
        };
        open(u"panel-details"_s, 0);
        open(u"panel-trouble"_s, 2);
        open(u"panel-failed"_s, 4);
        open(u"panel-address"_s, 5);
        auto *forget = open(u"panel-forget"_s, 0);
        QTimer::singleShot(50, forget, [forget] { forget->findChild<QPushButton *>(u"cardForget"_s)->click(); });
        auto *edit = open(u"panel-edit"_s, 0);
        QTimer::singleShot(50, edit, [edit] { edit->findChild<QPushButton *>(u"cardEdit"_s)->click(); });
    }

    void pickers()
    {
        auto *row = new QWidget;
        auto *layout = new QHBoxLayout(row);
        auto *source = new FixedCredentials(row);
        for (const auto &[item, tokens] : examples()) {
            source->put(item, tokens);
            auto *picker = new IdentityPicker(m_theme, m_ticker, *source);
            picker->setIdentity(item.id());
            layout->addWidget(picker);
        }
        layout->addWidget(new IdentityPicker(m_theme, m_ticker, *source));
        place(row, u"pickers"_s);
        auto *list = new IdentityPopup(m_theme, m_ticker, *source, row);
        list->open(source->ids().at(1), QRect(100, 100, 160, 34));
        list->setWindowFlags(Qt::Window);
        place(list, u"picker-list"_s);
    }

    Theme &m_theme;
    Ticker &m_ticker;
    QString m_folder;
    QList<std::pair<QWidget *, QString>> m_shown;
};

}

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    Theme theme;
    theme.setChoice(arguments.contains(u"--dark"_s) ? SchemeChoice::Dark : SchemeChoice::Light);
    theme.applyTo(application);
    SystemClock clock;
    Ticker ticker(clock);
    const qsizetype save = arguments.indexOf(u"--save"_s);
    Sheet sheet(theme, ticker, save > 0 ? arguments.value(save + 1) : QString());
    sheet.show();
    if (save > 0)
        QTimer::singleShot(6000, &application, [] { QCoreApplication::exit(0); });
    return application.exec();
}
