#include "app/cli/SignInCommand.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/cli/Terminal.h"
#include "app/run/Services.h"

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// What a way may ask for, at once or in a later step.
QStringList fieldNames(const AuthProfile &profile, const Way &way)
{
    QStringList names;
    const auto add = [&](const QList<Field> &fields) {
        for (const Field &field : fields) {
            if (!names.contains(field.name))
                names += field.name;
        }
    };
    add(profile.fieldsOf(way));
    for (const Step &step : way.steps) {
        add(step.fields);
        for (const Recovery &recovery : step.recoveries)
            add(recovery.fields);
    }
    return names;
}

Result<Done> checkFields(const QStringList &given, const QStringList &names)
{
    for (const QString &text : given) {
        const auto equals = text.indexOf(u'=');
        if (equals < 1)
            return failure(ErrorKind::Input, SignInCommand::tr("\"%1\" is not name=value.").arg(text.left(20)));
        if (!names.contains(text.left(equals)))
            return failure(ErrorKind::Input, SignInCommand::tr("There is no field \"%1\" here.").arg(text.left(equals)),
                SignInCommand::tr("There are %1.").arg(names.join(", "_L1)));
    }
    return Done{};
}

}

SignInCommand::SignInCommand(const SignInOptions &options, Services &services, QObject *parent)
    : Command(parent)
    , m_options(options)
    , m_services(services)
{
}

void SignInCommand::start()
{
    const AuthProfile *profile = m_services.profiles().find(m_options.profile);
    if (!profile) {
        QStringList names;
        for (const AuthProfile *each : m_services.profiles().profiles())
            names += each->id;
        Terminal::err(Error{ErrorKind::Input, tr("There is no profile \"%1\".").arg(m_options.profile),
            tr("There are %1.").arg(names.join(", "_L1))});
        return end(ExitCode::Usage);
    }
    const Way *way = profile->way(m_options.way);
    if (!way) {
        QStringList names;
        for (const Way &each : profile->ways)
            names += each.id;
        Terminal::err(Error{ErrorKind::Input, tr("%1 has no way \"%2\".").arg(profile->name, m_options.way),
            tr("There are %1.").arg(names.join(", "_L1))});
        return end(ExitCode::Usage);
    }
    const auto checked = checkFields(m_options.fields, fieldNames(*profile, *way));
    const auto values = checked ? fields(profile->fieldsOf(*way), true) : Result<QMap<QString, Secret>>(failure(checked.error()));
    if (!values) {
        Terminal::err(values.error());
        return end(exitCodeOf(values.error()));
    }
    SignInRequest request;
    request.id = {m_options.profile, m_options.environment, m_options.account};
    request.baseUrl = m_options.baseUrl;
    request.way = way->id;
    request.fields = *values;
    request.rememberSecrets = m_options.remember;
    request.allowsHttp = m_options.allowHttp;
    if (const auto status = m_services.auth().status(request.id)) {
        const Credential &known = status->credential;
        request.choices = known.choices;
        request.allowsHttp |= known.allowsHttp && known.baseUrl == request.baseUrl; // it was said before
    }
    m_signIn = m_services.auth().signIn(request, this);
    connect(m_signIn, &SignIn::progressed, this, [](const QString &text) { Terminal::err(text); });
    connect(m_signIn, &SignIn::asked, this, &SignInCommand::answer);
    connect(m_signIn, &SignIn::finished, this, &SignInCommand::finish);
}

void SignInCommand::interrupt()
{
    m_signIn ? m_signIn->cancel() : end(ExitCode::Interrupted);
}

// Values of the command line first, then defaults, then a question to whoever sits there.
Result<QMap<QString, Secret>> SignInCommand::fields(const QList<Field> &wanted, bool isFirst)
{
    QMap<QString, Secret> values;
    for (const QString &text : std::as_const(m_options.fields)) {
        const auto equals = text.indexOf(u'=');
        const QString name = text.left(equals);
        const auto field
            = std::find_if(wanted.cbegin(), wanted.cend(), [&](const Field &each) { return each.name == name; });
        if (field == wanted.cend())
            continue; // another step asks for it
        const QString value = text.mid(equals + 1);
        if (value == "-"_L1) {
            auto line = Terminal::inputLine();
            if (!line)
                return failure(line.error());
            values.insert(name, Secret(*std::move(line)));
        } else if (field->isSecret) {
            return failure(ErrorKind::Input, tr("\"%1\" is secret and does not belong on a command line.").arg(name),
                tr("Write --field %1=- and give it as a line of standard input, or leave it out and be asked.").arg(name));
        } else {
            values.insert(name, Secret(value));
        }
    }
    const QStringList remembered = isFirst
        ? m_services.auth().rememberedSecrets({m_options.profile, m_options.environment, m_options.account})
        : QStringList();
    for (const Field &field : wanted) {
        if (values.contains(field.name) || remembered.contains(field.name))
            continue;
        if (!field.isRequired || !field.defaultValue.isEmpty()) {
            values.insert(field.name, Secret(field.defaultValue));
            continue;
        }
        if (!Terminal::canAsk())
            return failure(ErrorKind::Input, tr("\"%1\" (%2) is missing.").arg(field.name, field.label),
                field.isSecret ? tr("Add --field %1=- and give it as a line of standard input.").arg(field.name)
                               : tr("Add --field %1=VALUE.").arg(field.name));
        auto typed = field.isSecret ? Terminal::askSecret(field.label)
                                    : Terminal::ask(field.label).map([](const QString &text) { return Secret(text); });
        if (!typed)
            return failure(typed.error());
        values.insert(field.name, *std::move(typed));
    }
    return values;
}

void SignInCommand::answer(const SignInQuestion &question)
{
    for (const QString &text : {question.title, question.document, question.help}) {
        if (!text.isEmpty())
            Terminal::err(text);
    }
    const auto values = fields(question.fields, false);
    if (values)
        return m_signIn->answer(*values);
    Terminal::err(values.error());
    m_signIn->disconnect(this);
    m_signIn->cancel();
    end(exitCodeOf(values.error()));
}

void SignInCommand::finish(const Result<SignInOutcome> &result)
{
    if (!result) {
        Terminal::err(result.error());
        return end(exitCodeOf(result.error()));
    }
    if (result->id.isEmpty()) {
        Terminal::out(result->next.isEmpty() ? tr("Done.") : result->next);
        if (!result->nextWay.isEmpty())
            Terminal::out(tr("Next: --way %1").arg(result->nextWay));
        return end(ExitCode::Good);
    }
    const auto status = m_services.auth().status(result->id);
    Terminal::out(result->id.toString());
    if (status && status->isInMemoryOnly) {
        Terminal::err(
            Error{ErrorKind::Keychain, tr("The keychain did not take the tokens, so they are gone when this program ends."),
                tr("Unlock the keychain, then sign in again.")});
        return end(ExitCode::Keychain);
    }
    end(ExitCode::Good);
}

}
