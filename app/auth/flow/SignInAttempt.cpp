#include "app/auth/flow/SignInAttempt.h"

#include "app/auth/flow/RefreshNeeds.h"

#include <QtCore/QPointer>

namespace tessera {

SignInAttempt::SignInAttempt(
    AuthFlow::Setup setup, const QList<Step> &steps, QnamTransport &transport, Adopt adopt, QObject *parent)
    : SignIn(parent)
    , m_flow(std::move(setup), transport)
{
    connect(&m_flow, &AuthFlow::progressed, this, &SignIn::progressed);
    connect(&m_flow, &AuthFlow::asked, this, &SignIn::asked);
    connect(&m_flow, &AuthFlow::actionDone, this, &SignIn::actionDone);
    connect(&m_flow, &AuthFlow::distrusted, this, &SignIn::distrusted);
    connect(&m_flow, &AuthFlow::failed, this,
        [this](const AuthFlow::Failure &failed) { Q_EMIT finished(failure(failed.error)); });
    connect(&m_flow, &AuthFlow::succeeded, this, [this, adopt = std::move(adopt)](const AuthFlow::Success &success) {
        // The tokens are kept even if whoever asked for them goes away in the meantime.
        adopt(success, [guard = QPointer(this)](const Result<SignInOutcome> &outcome) {
            if (guard)
                Q_EMIT guard->finished(outcome);
        });
    });
    m_flow.run(steps);
}

Member SignInAttempt::memberOf(const SignInRequest &request, const AuthProfile &profile, const Way &way,
    const AuthFlow::Success &success, quint64 generation)
{
    Member member;
    member.credential = {request.id, request.baseUrl, way.id, {}, request.choices, request.rememberSecrets};
    member.credential.allowsHttp = request.allowsHttp;
    StoredCredential &stored = member.stored;
    const QStringList needed = profile.sessionFields();
    for (const Field &field : profile.fieldsOf(way)) {
        const Secret value = success.values.value(field.name);
        const bool isNeeded = needed.contains(field.name);
        if (field.isSecret && (isNeeded || (request.rememberSecrets && field.isRemembered)))
            stored.secrets.insert(field.name, value);
        else if (!field.isSecret && (isNeeded || field.isRemembered))
            member.credential.fields.insert(field.name, value.reveal());
    }
    stored.tokens = success.tokens;
    stored.tokens.generation = generation + 1;
    stored.serverOffset = success.serverClock.offset;
    stored.accountName = success.accountName;
    stored.role = success.role;
    stored.origins = success.origins;
    for (const QString &origin : RefreshNeeds::origins(profile, member)) {
        if (!stored.origins.contains(origin))
            stored.origins += origin;
    }
    return member;
}

FailedSignIn::FailedSignIn(const Error &error, QObject *parent)
    : SignIn(parent)
{
    QMetaObject::invokeMethod(
        this, [this, error] { Q_EMIT finished(failure(error)); }, Qt::QueuedConnection);
}

}
