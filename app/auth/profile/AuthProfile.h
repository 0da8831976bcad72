#pragma once

#include "app/auth/profile/Capture.h"
#include "app/auth/profile/Endpoint.h"
#include "app/auth/profile/RefusalCause.h"
#include "app/auth/profile/RequestTemplate.h"
#include "app/http/HttpRequest.h"
#include "app/template/Template.h"

#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// An auth profile: how one API signs you in, as data. Read by ProfileReader from one JSON file that follows
// resources/profiles/profile.schema.json; what each part means is said there for those who write one.

// Something the user is asked for. Values of all fields, and all captures, are the names that templates know.
struct Field {
    QString name;
    QString label;
    QString help;
    QString placeholder;
    QString defaultValue;
    bool isSecret = false; // kept in the keychain only
    bool isRequired = true;
    bool isRemembered
        = true; // offered as "remember": false for one-time codes; a secret one is remembered only if the user says so
    bool isConfirmation = false; // a box to tick: "true" or empty; where required, nothing goes on without it
    QStringList choices; // not empty: one of these
    bool isFile = false; // the path of a file on this machine
    bool operator==(const Field &) const = default;
};

// Which answers a rule is about.
struct AnswerMatch {
    int statusFrom = 0, statusTo = 999; // "401" or "4xx"
    QStringList words; // one of them occurs in the answer's body, whatever the case; empty: any body
    bool onlyWhenExpired = false; // the access token's time is over
    bool operator==(const AnswerMatch &) const = default;

    [[nodiscard]] bool matches(int status, const QByteArray &body, bool isExpired) const;
};

// Something the user may do while a step waits for him ("Send the code again").
struct StepAction {
    QString label;
    RequestTemplate request;
    bool operator==(const StepAction &) const = default;
};

struct Step;

// An answer that is not the end: ask for more, send something, go on.
struct Recovery {
    enum class Then { Repeat, Continue }; // send the step again, or take this answer as the step's own
    AnswerMatch match;
    QString title, help;
    QList<Field> fields;
    std::optional<RequestTemplate> document; // fetched and shown before asking (a consent text)
    std::optional<Capture> documentText;
    std::optional<RequestTemplate> request;
    Then then = Then::Repeat;
    bool operator==(const Recovery &) const = default;
};

// One request of a way. A step with fields asks for them first.
struct Step {
    QString title, help;
    QList<Field> fields;
    RequestTemplate request;
    QMap<QString, Capture> captures; // known to later steps
    QList<Recovery> recoveries;
    QList<StepAction> actions;
    bool operator==(const Step &) const = default;
};

// A named way in (or a way to an account).
struct Way {
    enum class Gives { Tokens, Account };
    QString id, label, help;
    QList<Field> fields; // beside those of the profile
    QList<Step> steps; // the first has no fields of its own; none: what is typed is all there is, and nothing is sent
    Gives gives = Gives::Tokens;
    QString next; // where it gives an account only: what comes next, and...
    QString nextWay; // ...the way that does it
    bool isRepeatable = true; // may be done again silently with remembered fields ("refresh": "signIn")
    bool operator==(const Way &) const = default;
};

// Optional requests that fill fields before signing in. They carry `always` only where they go to the base URL's origin.
struct Discovery {
    struct Note {
        QString label;
        Capture value;
        QString otherwise; // shown where the answer does not hold it; empty: the note is left out then
        bool operator==(const Note &) const = default;
    };
    QString id, label, help;
    QList<Field> fields; // asked for this discovery only (a host name)
    RequestTemplate request;
    QMap<QString, Capture> captures;
    QMap<QString, Template> fills; // field name, or "baseUrl", from the captures ("{{root}}/{{stage}}")
    QList<Note> notes;
    bool operator==(const Discovery &) const = default;
};

// Where the end of a token is read from; the first source that gives an answer counts.
struct ExpirySource {
    enum class Kind { Capture, JwtClaim, Fixed, Never } kind = Kind::Never;
    enum class As { Guess, Date, Seconds, EpochSeconds, EpochMilliseconds } as = As::Guess;
    QString capture; // the capture that holds the date or number; for JwtClaim the one that holds the JWT
    QString claim; // its name, or a JSON Pointer
    qint64 seconds = 0; // Fixed: from receipt
    bool operator==(const ExpirySource &) const = default;
};

// What a credential adds to a request.
struct Application {
    QList<NamedTemplate> headers, query, cookies;
    struct Basic {
        Template user, password;
        bool operator==(const Basic &) const = default;

        [[nodiscard]] static QString complaint(const QString &user); // a sentence; empty: it can be sent
    };
    std::optional<Basic> basic; // Authorization: Basic base64(user:password), UTF-8
    struct Login {
        HttpLogin::Scheme scheme = HttpLogin::Scheme::Digest;
        Template user, password;
        bool operator==(const Login &) const = default;
    };
    std::optional<Login> login;
    struct AwsSigV4 {
        Template accessKeyId, secretAccessKey, sessionToken; // no session token: empty
        Template region, service;
        bool isInQuery = false; // else in the headers
        bool signsBody = true; // else UNSIGNED-PAYLOAD, which S3 takes over https
        bool operator==(const AwsSigV4 &) const = default;
    };
    std::optional<AwsSigV4> awsSigV4; // signs last, over all that is there by then
    struct Certificate {
        Template certificateFile, keyFile, passphrase; // PEM and its key, or PKCS#12 alone
        bool operator==(const Certificate &) const = default;
    };
    std::optional<Certificate> clientCertificate; // in the place of the environment's
    bool operator==(const Application &) const = default;

    [[nodiscard]] QStringList names() const; // that its templates mention
};

// A choice the user may make about how a credential goes along (identity as header or as query item).
struct ApplyChoice {
    struct Option {
        QString id, label;
        Application apply;
        bool operator==(const Option &) const = default;
    };
    QString id, label;
    QList<Option> options; // the first is the default
    bool operator==(const ApplyChoice &) const = default;
};

struct RefreshRule {
    enum class Kind { None, Steps, SignIn } kind = Kind::None;
    enum class Rotates { No, Yes, Maybe } rotates = Rotates::Maybe;
    QList<Step> steps; // without fields: nobody is there to ask
    bool operator==(const RefreshRule &) const = default;
};

// What needs no credential.
struct PublicRule {
    Endpoint endpoint;
    bool neverCarries = false; // a credential would do harm; else an active one goes along
    bool operator==(const PublicRule &) const = default;
};

// Where the API puts its message. It counts where the answer holds `value` and all of `with`.
struct ErrorSource {
    Capture value;
    QMap<QString, Capture> with; // more names for the text
    Template text; // {{value}} and the names of `with`; empty: the value alone
    bool operator==(const ErrorSource &) const = default;
};

// What an answer means and what to try, in words of the profile: for failed sign-ins and the diagnosis.
struct Hint {
    AnswerMatch match;
    std::optional<Endpoint> endpoint; // nullopt: any request
    QString text;
    std::optional<RefusalCause> cause; // what the diagnosis takes from it; nullopt: nothing
    Certainty certainty = Certainty::Likely;
    bool onlyWhenTaken = false; // only where the server is known to take the token that went along
    bool operator==(const Hint &) const = default;
};

struct Example {
    QString name, help;
    QString method;
    QString path; // this and the body may hold {{variables}}: fields and captures of the credential that are not secret
    QList<std::pair<QString, QString>> headers;
    QString body;
    QString contentType;
    bool operator==(const Example &) const = default;
};

struct AuthProfile {
    QString id, name, description, documentation;
    QString baseUrlHelp, baseUrlPlaceholder;
    QList<Field> fields;
    QList<Way> ways;
    QList<Discovery> discoveries;
    QMap<QString, Capture>
        tokens; // from the last step's answer; "access" (always there) and "refresh" are known to the program
    QStringList plainCaptures; // of those: no secrets (a date)
    struct Account {
        std::optional<Capture> name, role;
        Template nameTemplate; // where the answer does not say who signed in: "{{email}}"
        bool operator==(const Account &) const = default;
    } account;
    QMap<QString, QList<ExpirySource>> expiry; // by capture: "access", "refresh"
    Application apply; // a signed-in request
    Application always; // every request, the token calls too
    QList<ApplyChoice> choices;
    RefreshRule refresh;
    QList<AnswerMatch> refreshOn; // by default 401
    QList<Step> signOut; // empty: forget locally
    QString signOutNote; // shown before: what the server does and does not promise
    QList<PublicRule> publicRules;
    QList<ErrorSource> errors;
    QList<Hint> hints;
    QStringList maskedNames; // more members of bodies, headers and query items that hold secrets
    QList<Example> examples;
    QString source; // file or resource it was read from
    bool operator==(const AuthProfile &) const = default;

    // No API's own: a plain key, password or certificate that any API may take. Nothing is sent to sign in.
    [[nodiscard]] bool isStandard() const;
    [[nodiscard]] const Way *way(const QString &id) const; // empty: the first; null where there is none of that name
    // What the dialog asks before the first step: those of the profile's fields that this way, or anything that comes after
    // signing in, mentions; then the way's own.
    [[nodiscard]] QList<Field> fieldsOf(const Way &way) const;
    // Names of fields that requests, refreshes and sign-out need for as long as the session lives. They are kept with its
    // tokens, whatever the user says about remembering.
    [[nodiscard]] QStringList sessionFields() const;
    [[nodiscard]] bool isSecret(const QString &name) const; // of a field or capture; unknown names are
    [[nodiscard]] const PublicRule *publicRule(
        const QByteArray &method, const QString &path) const; // path below the base URL
    [[nodiscard]] QString errorText(
        const TokenAnswerView &answer) const; // the API's own words, shortened; empty where it has none
    [[nodiscard]] QString hint(
        const QByteArray &method, const QString &path, int status, const QByteArray &body, bool isExpired) const;
    // Headers, query items, cookies and members of bodies that hold secrets, for the Redactor.
    [[nodiscard]] QStringList secretNames() const;
};

}
