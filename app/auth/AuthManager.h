#pragma once

#include "app/auth/apply/AuthorisedRequest.h"
#include "app/auth/flow/DiscoveryJob.h"
#include "app/auth/flow/SignIn.h"
#include "app/auth/session/CredentialStatus.h"
#include "app/base/Completion.h"
#include "app/http/HttpRequest.h"
#include "app/http/Origin.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {

class Accounts;
class Clock;
class ProfileCatalog;
class QnamTransport;
class Redactor;
class SecretStore;
struct HttpHop;

// What to do with an answer to an authorised request.
enum class AnswerVerdict {
    Keep,
    Repeat, // the token has changed since: the same request with the new one
    RefreshAndRepeat,
};

struct SignOutOutcome {
    QString note; // "The server could not be told: ..."; empty where all went well
};

// The only door to signing in: holds every credential's session, signs in and out, puts credentials into requests, and
// refreshes tokens silently before they end. Secrets leave it only inside authorised requests and through tokens().
// Lives in one thread; authorise() and refresh() may be called from any, their answer comes in the context's thread.
// One refresh per session is under way at a time, across threads and processes; every waiter gets that one result.
class AuthManager : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Clock &clock;
        const ProfileCatalog &profiles;
        Accounts &accounts;
        SecretStore &secrets;
        QnamTransport &transport;
        Redactor &redactor; // is told every secret
        QString lockFolder;
    };
    explicit AuthManager(const Parts &parts, QObject *parent = nullptr);
    ~AuthManager() override;

    // Brings back what the accounts file and the keychain hold; call once at the start. Errors: Keychain, Storage: what could
    // be brought back is there all the same.
    void load(ResultCompletion<Done> completion);

    [[nodiscard]] QList<CredentialId> credentials() const; // in the order they were made
    [[nodiscard]] std::optional<CredentialStatus> status(const CredentialId &id) const;
    [[nodiscard]] TokenSet tokens(const CredentialId &id) const;
    [[nodiscard]] const AuthProfile *profile(const QString &id) const; // as it is on disk now; null: missing
    // Fields and captures that are not secret, and "baseUrl": what {{names}} in a request as this credential mean.
    [[nodiscard]] QMap<QString, QString> variables(const CredentialId &id) const;

    // How its environment reaches its servers, secrets included: for the composer's own requests.
    [[nodiscard]] NetworkSettings network(const CredentialId &id) const;
    // For an environment; the passwords go into the keychain.
    void setNetwork(const QString &environment, const NetworkSettings &settings, ResultCompletion<Done> completion);
    // The user's deliberate yes to a certificate that can't be verified; see Accounts::trust.
    [[nodiscard]] Result<Done> trust(const QString &environment, const TlsException &exception);

    [[nodiscard]] SignIn *signIn(const SignInRequest &request, QObject *owner);
    // Secret fields kept for this credential (names only): the dialog shows them as remembered and may leave them empty.
    [[nodiscard]] QStringList rememberedSecrets(const CredentialId &id) const;

    // Never fails for a public endpoint. An empty id leaves the request as it is. Errors: SignInNeeded, Network (a refresh that
    // had to come first failed), Input.
    void authorise(const HttpRequest &request, const CredentialId &id, ResultCompletion<AuthorisedRequest> completion);
    // What authorise() would give now, without waiting, refreshing or noting anything: notes say what may come first. A
    // signature over files is left out (AuthorisedRequest::aws stays).
    [[nodiscard]] Result<AuthorisedRequest> preview(const HttpRequest &request, const CredentialId &id) const;
    // What a request to the base URL that needs the credential carries, fresh: for other programs. Nothing is signed.
    void credential(const CredentialId &id, ResultCompletion<AuthorisedRequest> completion);
    // After each answer to an authorised request; also notes its use. `url` is the one that was asked for.
    [[nodiscard]] AnswerVerdict judge(const AuthorisedRequest &sent, int status, const QByteArray &body);
    // Says that a request was repeated with a fresh token and refused all the same: that generation is not refreshed for it again.
    void noteRefusedAfterRefresh(const AuthorisedRequest &sent);

    // Any answer of any server tells how its clock goes; those to the manager's own calls are known.
    void noteAnswer(const HttpHop &hop);

    void refresh(const CredentialId &id, CredentialEvent::Reason reason, ResultCompletion<Done> completion);
    // Wipes locally whatever the server says; what is remembered for signing in again stays.
    void signOut(const CredentialId &id, ResultCompletion<SignOutOutcome> completion);
    // Removes the account, its keychain entry and what is remembered; signs out locally only.
    void forget(const CredentialId &id, ResultCompletion<Done> completion);
    // The user's deliberate yes to an origin.
    void bindOrigin(const CredentialId &id, const Origin &origin, ResultCompletion<Done> completion);
    // Name, base URL, choices. A new base URL has to be bound before anything secret goes there.
    void edit(const CredentialId &id, const Credential &changed, ResultCompletion<Done> completion);

    // Asks the server what the profile's discovery `id` can tell ("the manifest gives the API key"). Nothing is kept.
    void discover(const SignInRequest &request, const QString &id, ResultCompletion<DiscoveryOutcome> completion);

    void setOnline(bool isOnline); // pauses and resumes refreshes
    // Before the program ends: starts nothing new and answers when what is under way has reached the keychain. A refresh that
    // is spending a rotating token has the time-out of its call, everything together a minute at most.
    void settle(Completion<Done> completion);

Q_SIGNALS:
    void credentialRenamed(const tessera::CredentialId &from, const tessera::CredentialId &to); // before credentialsChanged()
    void credentialsChanged(); // one came or went
    void stateChanged(const tessera::CredentialId &id); // anything of status() may have changed
    void eventHappened(const tessera::CredentialId &id, const tessera::CredentialEvent &event);
    void userNeeded(const tessera::CredentialId &id, const QString &message); // a silent refresh has to ask

private:
    class Private;
    std::unique_ptr<Private> d;
};

}
