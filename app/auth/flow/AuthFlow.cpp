#include "app/auth/flow/AuthFlow.h"

#include "app/auth/session/ExpiryReader.h"
#include "app/auth/session/PlainHttp.h"
#include "app/base/Redactor.h"
#include "app/http/Origin.h"

#include <algorithm>
#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype largestCapture = 64 * 1024;
constexpr qsizetype shownBody = 2048;

// A capture goes into headers and the keychain: nothing that could end a line or a text there.
bool isSane(const QString &value)
{
    if (value.isEmpty() || value.size() > largestCapture)
        return false;
    return std::none_of(value.cbegin(), value.cend(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

// Every field a profile knows, wherever it is asked for, with its default: a template may name one that was not asked this time.
QMap<QString, QString> fieldDefaults(const AuthProfile &profile)
{
    QMap<QString, QString> defaults;
    const auto add = [&](const QList<Field> &fields) {
        for (const Field &field : fields)
            defaults.insert(field.name, field.defaultValue);
    };
    const auto addSteps = [&](const QList<Step> &steps) {
        for (const Step &step : steps) {
            add(step.fields);
            for (const Recovery &recovery : step.recoveries)
                add(recovery.fields);
        }
    };
    add(profile.fields);
    for (const Way &way : profile.ways) {
        add(way.fields);
        addSteps(way.steps);
    }
    for (const Discovery &discovery : profile.discoveries)
        add(discovery.fields);
    return defaults;
}

QStringList labels(const QList<StepAction> &actions)
{
    QStringList texts;
    for (const StepAction &action : actions)
        texts += action.label;
    return texts;
}

}

AuthFlow::AuthFlow(Setup setup, QnamTransport &transport, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_transport(transport)
{
    const auto defaults = fieldDefaults(m_setup.profile);
    for (auto it = defaults.cbegin(); it != defaults.cend(); ++it) {
        if (!m_setup.values.contains(it.key()))
            m_setup.values.insert(it.key(), Secret(*it));
    }
}

AuthFlow::~AuthFlow()
{
    if (m_call)
        m_transport.cancel(m_call);
}

RequestBuilder::Context AuthFlow::context() const
{
    return {m_setup.profile, m_setup.baseUrl, m_setup.choices, [this](const QString &name) -> std::optional<QString> {
                if (name == "baseUrl"_L1)
                    return m_setup.baseUrl;
                const auto found = m_setup.values.constFind(name);
                return found == m_setup.values.cend() ? std::nullopt : std::optional(found->reveal());
            }};
}

void AuthFlow::run(const QList<Step> &steps)
{
    m_steps = steps;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_steps.isEmpty())
                return beginStep();
            if (m_setup.needsTokens)
                takeTyped();
            else
                finish();
        },
        Qt::QueuedConnection);
}

void AuthFlow::beginStep()
{
    if (step().fields.isEmpty())
        return sendStep();
    m_actions = step().actions;
    ask({step().title, step().help, {}, step().fields, labels(m_actions)}, [this] { sendStep(); });
}

void AuthFlow::ask(const SignInQuestion &question, std::function<void()> go)
{
    m_afterAnswer = std::move(go);
    Q_EMIT asked(question);
}

void AuthFlow::answer(const QMap<QString, Secret> &fields)
{
    if (m_isOver || !m_afterAnswer || m_call)
        return;
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        m_setup.values.insert(it.key(), *it);
    std::exchange(m_afterAnswer, nullptr)();
}

void AuthFlow::act(int action)
{
    if (m_isOver || m_call || action < 0 || action >= m_actions.size())
        return;
    // Whatever becomes of it, the question stays open.
    send(
        m_actions.at(action).request,
        [this](const TokenAnswer &answer) {
            const bool isGood = answer.status >= 200 && answer.status < 300;
            Q_EMIT actionDone(isGood ? tr("Done.") : refusal(answer).error.message);
        },
        [this](const Failure &failure) { Q_EMIT actionDone(failure.error.message); });
}

void AuthFlow::cancel()
{
    const bool wasSending = m_call != 0;
    if (wasSending)
        m_transport.cancel(std::exchange(m_call, 0));
    QMetaObject::invokeMethod(
        this,
        [this, wasSending] {
            fail({{ErrorKind::Cancelled, tr("Cancelled."), {}}, 0, wasSending, false, std::nullopt});
        },
        Qt::QueuedConnection);
}

void AuthFlow::send(const RequestTemplate &request, Answered answered)
{
    send(request, std::move(answered), [this](const Failure &failure) { fail(failure); });
}

void AuthFlow::send(const RequestTemplate &request, Answered answered, std::function<void(const Failure &)> failed)
{
    auto built = RequestBuilder::build(request, context());
    if (!built)
        return failed(before(built.error()));
    const auto origin = built->origin();
    if (!origin)
        return failed(before(origin.error()));
    const QString place = origin->toString();
    if (m_setup.onlyOrigins && !m_setup.onlyOrigins->contains(place))
        return failed(before({ErrorKind::OriginNotBound,
            tr("Nothing was sent to %1: this credential is bound to %2.").arg(place, m_setup.onlyOrigins->join(", "_L1)),
            place}));
    if (PlainHttp::isRefused(*origin, m_setup.baseUrl, m_setup.allowsHttp))
        return failed(before({ErrorKind::Input,
            tr("Nothing was sent to %1: it is not encrypted, so anyone on the way could read passwords and tokens.").arg(place),
            m_setup.allowsHttp ? tr("http:// is allowed for the server of this account's address only. Let the profile use https:// here.")
                               : tr("Use https:// if the server has it, or allow http:// for this account when you sign in.")}));
    if (!m_success.origins.contains(place))
        m_success.origins += place;
    Q_EMIT progressed(tr("Sending %1 to %2").arg(request.method, place));
    NetworkSettings network = m_setup.network;
    if (Origin::of(m_setup.baseUrl) != origin)
        network.clientCertificate = {}; // that of this API says who the user is, to this API
    m_call = m_transport.send(*built, network,
        {this, [this, place = *origin, answered = std::move(answered), failed = std::move(failed)](const TokenCallResult &result) {
             if (m_isOver)
                 return;
             m_call = 0;
             if (!result && result.error().tls)
                 Q_EMIT distrusted(*result.error().tls, place);
             if (!result)
                 return failed({result.error().error, 0, result.error().wasSent, false, std::nullopt});
             if (const auto clock = ServerClock::fromDate(result->headers, result->sentAt, result->receivedAt)) {
                 m_success.serverClock = *clock;
                 m_success.knowsServerClock = true;
             }
             answered(*result);
         }});
}

void AuthFlow::sendStep()
{
    send(step().request, [this](const TokenAnswer &answer) { judgeStep(answer); });
}

void AuthFlow::judgeStep(const TokenAnswer &answer)
{
    if (recover(answer))
        return;
    if (answer.status < 200 || answer.status > 299)
        return fail(refusal(answer));
    take(answer);
    if (++m_step < m_steps.size())
        return beginStep();
    takeTokens(answer);
    finish();
}

bool AuthFlow::recover(const TokenAnswer &answer)
{
    for (const Recovery &recovery : step().recoveries) {
        if (!recovery.match.matches(answer.status, answer.body, false) || m_recoveriesLeft == 0)
            continue;
        --m_recoveriesLeft;
        take(answer);
        if (!recovery.document) {
            askRecovery(recovery, {});
        } else {
            send(*recovery.document, [this, recovery](const TokenAnswer &fetched) {
                if (fetched.status < 200 || fetched.status > 299) // nobody agrees to an error page
                    return fail(refusal(fetched));
                const TokenAnswerView view{fetched.status, fetched.headers, fetched.body};
                const auto text = recovery.documentText ? recovery.documentText->from(view) : std::nullopt;
                askRecovery(recovery, text.value_or(QString::fromUtf8(fetched.body)));
            });
        }
        return true;
    }
    return false;
}

void AuthFlow::askRecovery(const Recovery &recovery, const QString &document)
{
    m_actions.clear();
    ask({recovery.title, recovery.help, document, recovery.fields, {}}, [this, recovery] { goOnFrom(recovery); });
}

void AuthFlow::goOnFrom(const Recovery &recovery)
{
    if (!recovery.request)
        return sendStep();
    send(*recovery.request, [this, then = recovery.then](const TokenAnswer &answer) {
        if (then == Recovery::Then::Continue)
            return judgeStep(answer);
        if (answer.status < 200 || answer.status > 299)
            return fail(refusal(answer));
        take(answer);
        sendStep();
    });
}

std::optional<QString> AuthFlow::captured(const Capture &capture, const TokenAnswer &answer) const
{
    const QString jwt = capture.jwtName();
    const QString input = capture.inputName();
    auto value = !input.isEmpty() ? std::optional(m_setup.values.value(input).reveal())
        : jwt.isEmpty() ? capture.from({answer.status, answer.headers, answer.body})
                               : capture.fromJwt(m_setup.values.value(jwt).reveal());
    return value && isSane(*value) ? value : std::nullopt;
}

void AuthFlow::take(const TokenAnswer &answer)
{
    m_success.lastAnswer = answer;
    for (auto it = step().captures.cbegin(); it != step().captures.cend(); ++it) {
        if (const auto value = captured(*it, answer))
            m_setup.values.insert(it.key(), Secret(*value));
    }
}

void AuthFlow::takeTokens(const TokenAnswer &answer)
{
    const AuthProfile &profile = m_setup.profile;
    for (auto it = profile.tokens.cbegin(); it != profile.tokens.cend(); ++it) {
        if (const auto value = captured(*it, answer)) {
            m_setup.values.insert(it.key(), Secret(*value));
            m_success.tokens.captures.insert(it.key(), Secret(*value));
        }
    }
    if (profile.account.name)
        m_success.accountName = captured(*profile.account.name, answer).value_or(QString()).left(200);
    if (profile.account.role)
        m_success.role = captured(*profile.account.role, answer).value_or(QString()).left(200);
    if (m_success.accountName.isEmpty())
        m_success.accountName = profile.account.nameTemplate.render(context().lookup).value_or(QString()).left(200);
}

// A way without requests: no server has a say, so what was typed has to be good.
void AuthFlow::takeTyped()
{
    const AuthProfile &profile = m_setup.profile;
    for (const Field &field : profile.fields) {
        const QString value = m_setup.values.value(field.name).reveal();
        if (!value.isEmpty() && !isSane(value))
            return fail(before({ErrorKind::Input, tr("“%1” holds a line break or another character that can't be sent.").arg(field.label),
                tr("Look at its end: it often comes along when copied.")}));
        if (value.isEmpty() && field.isRequired && profile.tokens.value(u"access"_s).inputName() == field.name)
            return fail(before({ErrorKind::Input, tr("“%1” is empty.").arg(field.label), {}}));
    }
    TokenAnswer nothing;
    nothing.receivedAt = m_setup.startedAt;
    takeTokens(nothing);
    m_success.lastAnswer = nothing;
    finish();
}

void AuthFlow::finish()
{
    if (m_setup.needsTokens && !m_success.tokens.has(u"access"_s)) {
        Redactor redactor;
        for (const Secret &value : std::as_const(m_setup.values))
            redactor.addSecret(value);
        for (const QString &name : m_setup.profile.secretNames())
            redactor.addName(name);
        const QByteArray body = m_success.lastAnswer ? m_success.lastAnswer->body : QByteArray();
        QString shown = QString::fromUtf8(redactor.body(body).left(shownBody)).trimmed();
        return fail(before({ErrorKind::Parse, tr("The server said yes, but there is no token in its answer."),
            shown.isEmpty() ? tr("The answer is empty. Is the address the API's base URL?")
                            : tr("It answered: %1").arg(shown)}));
    }
    m_isOver = true;
    if (m_success.lastAnswer) {
        const TokenAnswer &answer = *m_success.lastAnswer;
        if (const auto clock = m_success.knowsServerClock
                ? std::nullopt
                : ServerClock::fromToken(m_success.tokens.captures.value(u"access"_s).reveal(), answer.sentAt, answer.receivedAt)) {
            m_success.serverClock = *clock;
            m_success.knowsServerClock = true;
        }
        const UtcTime receivedAt = answer.receivedAt + m_success.serverClock.offset;
        TokenSet &tokens = m_success.tokens;
        tokens.obtainedAt = receivedAt;
        tokens.access = readExpiry(m_setup.profile.expiry.value(u"access"_s), tokens.captures, receivedAt);
        if (tokens.has(u"refresh"_s))
            tokens.refresh = readExpiry(m_setup.profile.expiry.value(u"refresh"_s), tokens.captures, receivedAt);
    }
    m_success.values = m_setup.values;
    Q_EMIT succeeded(m_success);
}

AuthFlow::Failure AuthFlow::refusal(const TokenAnswer &answer) const
{
    const TokenAnswerView view{answer.status, answer.headers, answer.body};
    Redactor redactor;
    for (const Secret &value : m_setup.values)
        redactor.addSecret(value);
    const QString words = redactor.text(m_setup.profile.errorText(view)).left(500);
    const QString status = u"%1 %2"_s.arg(answer.status).arg(QString::fromLatin1(answer.reason)).trimmed();
    const bool isLater = answer.status == 408 || answer.status == 425 || answer.status == 429;
    const bool isDefinite = answer.status >= 400 && answer.status < 500 && !isLater;
    Failure failure;
    failure.status = answer.status;
    failure.wasSent = true;
    failure.isDefinite = isDefinite;
    failure.retryAfter = retryAfter(answer.headers, answer.receivedAt + m_success.serverClock.offset);
    failure.error.kind = isDefinite ? ErrorKind::AuthRejected : ErrorKind::Network;
    if (words.isEmpty())
        failure.error.message = tr("The server answered %1 without saying why.").arg(status);
    else
        failure.error.message = tr("The server says: “%1”").arg(words);
    failure.error.detail = words.isEmpty()
        ? (answer.status == 404 ? tr("Check the address: this server knows nothing at that path.") : QString())
        : status;
    return failure;
}

AuthFlow::Failure AuthFlow::before(Error error) const
{
    return {std::move(error), m_success.lastAnswer ? m_success.lastAnswer->status : 0, m_success.lastAnswer.has_value(),
        false, std::nullopt};
}

void AuthFlow::fail(Failure failure)
{
    if (std::exchange(m_isOver, true))
        return;
    m_afterAnswer = nullptr;
    Q_EMIT failed(failure);
}

}
