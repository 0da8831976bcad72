#include "app/auth/profile/AuthProfile.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>
#include <functional>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestErrorText = 500;
constexpr qsizetype mostSearched = 64 * 1024; // words of an error stand near its beginning

using RequestVisitor = std::function<void(const RequestTemplate &)>;

void visitSteps(const QList<Step> &steps, const RequestVisitor &visit)
{
    for (const Step &step : steps) {
        visit(step.request);
        for (const Recovery &recovery : step.recoveries) {
            if (recovery.document)
                visit(*recovery.document);
            if (recovery.request)
                visit(*recovery.request);
        }
        for (const StepAction &action : step.actions)
            visit(action.request);
    }
}

QList<NamedTemplate> partsOf(const Application &application)
{
    return application.headers + application.query + application.cookies;
}

QStringList namesIn(const QList<Step> &steps)
{
    QStringList names;
    visitSteps(steps, [&](const RequestTemplate &request) { names += request.names(); });
    return names;
}

// What requests, refreshes and sign-out mention.
QStringList namesOfSession(const AuthProfile &profile)
{
    QStringList names
        = profile.always.names() + profile.apply.names() + namesIn(profile.refresh.steps) + namesIn(profile.signOut);
    for (const ApplyChoice &choice : profile.choices) {
        for (const ApplyChoice::Option &option : choice.options)
            names += option.apply.names();
    }
    return names;
}

QList<Field> fieldsIn(const QList<Step> &steps)
{
    QList<Field> fields;
    for (const Step &step : steps) {
        fields += step.fields;
        for (const Recovery &recovery : step.recoveries)
            fields += recovery.fields;
    }
    return fields;
}

QList<Field> allFields(const AuthProfile &profile)
{
    QList<Field> fields = profile.fields;
    for (const Way &way : profile.ways)
        fields += way.fields + fieldsIn(way.steps);
    for (const Discovery &discovery : profile.discoveries)
        fields += discovery.fields;
    return fields;
}

}

QStringList Application::names() const
{
    QStringList all;
    for (const NamedTemplate &part : partsOf(*this))
        all += part.value.names() + part.nameTemplate.names();
    if (basic)
        all += basic->user.names() + basic->password.names();
    if (login)
        all += login->user.names() + login->password.names();
    if (awsSigV4) {
        for (const Template &each : {awsSigV4->accessKeyId, awsSigV4->secretAccessKey, awsSigV4->sessionToken, awsSigV4->region, awsSigV4->service})
            all += each.names();
    }
    if (clientCertificate) {
        for (const Template &each : {clientCertificate->certificateFile, clientCertificate->keyFile, clientCertificate->passphrase})
            all += each.names();
    }
    return all;
}

QString Application::Basic::complaint(const QString &user)
{
    return user.contains(u':') ? QCoreApplication::translate("AuthProfile",
                                     "There is a colon in the user name. Basic can't carry that: the server would take what stands "
                                     "behind it for the password (RFC 7617).")
                               : QString();
}

bool AnswerMatch::matches(int status, const QByteArray &body, bool isExpired) const
{
    if (status < statusFrom || status > statusTo || (onlyWhenExpired && !isExpired))
        return false;
    const QString text = QString::fromUtf8(body.left(mostSearched));
    return words.isEmpty() || std::any_of(words.begin(), words.end(), [&](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

bool AuthProfile::isStandard() const
{
    return std::all_of(ways.begin(), ways.end(), [](const Way &each) { return each.steps.isEmpty(); });
}

const Way *AuthProfile::way(const QString &wayId) const
{
    const auto found
        = std::find_if(ways.begin(), ways.end(), [&](const Way &way) { return wayId.isEmpty() || way.id == wayId; });
    return found == ways.end() ? nullptr : &*found;
}

QList<Field> AuthProfile::fieldsOf(const Way &way) const
{
    QStringList mentioned = namesIn(way.steps) + always.names();
    for (const Capture &token : tokens)
        mentioned += token.inputName();
    if (way.gives == Way::Gives::Tokens)
        mentioned += namesOfSession(*this) + account.nameTemplate.names();
    QList<Field> asked;
    std::copy_if(fields.begin(), fields.end(), std::back_inserter(asked),
        [&](const Field &field) { return mentioned.contains(field.name); });
    return asked + way.fields;
}

QStringList AuthProfile::sessionFields() const
{
    const QStringList mentioned = namesOfSession(*this);
    QStringList names;
    for (const Field &field : fields) {
        if (mentioned.contains(field.name))
            names += field.name;
    }
    return names;
}

bool AuthProfile::isSecret(const QString &name) const
{
    if (name == "baseUrl"_L1 || plainCaptures.contains(name))
        return false;
    const QList<Field> known = allFields(*this);
    const auto field
        = std::find_if(known.begin(), known.end(), [&](const Field &candidate) { return candidate.name == name; });
    return field == known.end() || field->isSecret;
}

const PublicRule *AuthProfile::publicRule(const QByteArray &method, const QString &path) const
{
    const auto rule = std::find_if(publicRules.begin(), publicRules.end(),
        [&](const PublicRule &candidate) { return candidate.endpoint.matches(method, path); });
    return rule == publicRules.end() ? nullptr : &*rule;
}

QString AuthProfile::errorText(const TokenAnswerView &answer) const
{
    for (const ErrorSource &source : errors) {
        const auto value = source.value.from(answer);
        QMap<QString, QString> values{{u"value"_s, value.value_or(QString())}};
        bool isComplete = value.has_value();
        for (auto more = source.with.begin(); isComplete && more != source.with.end(); ++more) {
            const auto text = more.value().from(answer);
            isComplete = text.has_value();
            values.insert(more.key(), text.value_or(QString()));
        }
        if (!isComplete)
            continue;
        const auto text = source.text.render(
            [&](const QString &name) { return values.contains(name) ? std::optional(values.value(name)) : std::nullopt; });
        const QString shown = (source.text.isEmpty() || !text ? *value : *text).simplified();
        if (!shown.isEmpty())
            return shown.size() > longestErrorText ? shown.left(longestErrorText - 1) + u'…' : shown;
    }
    return {};
}

QString AuthProfile::hint(
    const QByteArray &method, const QString &path, int status, const QByteArray &body, bool isExpired) const
{
    const auto found = std::find_if(hints.begin(), hints.end(), [&](const Hint &candidate) {
        return !candidate.onlyWhenTaken && (!candidate.endpoint || candidate.endpoint->matches(method, path))
            && candidate.match.matches(status, body, isExpired);
    });
    return found == hints.end() ? QString() : found->text;
}

QStringList AuthProfile::secretNames() const
{
    const auto isOneOfTheSecrets = [this](const QString &name) { return isSecret(name); };
    const auto mentionsSecret = [&](const Template &text) {
        const QStringList mentioned = text.names();
        return std::any_of(mentioned.begin(), mentioned.end(), isOneOfTheSecrets);
    };
    QStringList names = maskedNames;
    const auto addApplication = [&](const Application &application) {
        for (const NamedTemplate &part : partsOf(application)) {
            if (mentionsSecret(part.value) && part.nameTemplate.isEmpty())
                names += part.name;
        }
        if (application.basic || application.login)
            names += u"Authorization"_s;
    };
    const auto addRequest = [&](const RequestTemplate &request) { names += request.partsThatMention(isOneOfTheSecrets); };

    addApplication(always);
    addApplication(apply);
    for (const ApplyChoice &choice : choices) {
        for (const ApplyChoice::Option &option : choice.options)
            addApplication(option.apply);
    }
    for (const Way &candidate : ways) {
        visitSteps(candidate.steps, addRequest);
        for (const Step &step : candidate.steps) {
            for (const Capture &capture : step.captures)
                names += capture.sourceName();
        }
    }
    visitSteps(refresh.steps, addRequest);
    visitSteps(signOut, addRequest);
    for (auto token = tokens.begin(); token != tokens.end(); ++token) {
        if (!plainCaptures.contains(token.key()))
            names += token.value().sourceName();
    }
    for (const Discovery &discovery : discoveries) {
        addRequest(discovery.request);
        for (auto fill = discovery.fills.begin(); fill != discovery.fills.end(); ++fill) {
            if (!isSecret(fill.key()))
                continue;
            for (const QString &captured : fill.value().names())
                names += discovery.captures.value(captured).sourceName();
        }
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

}
