#include "ui/login/LoginForm.h"

#include "app/auth/flow/RequestBuilder.h"
#include "app/http/Origin.h"
#include "app/http/UrlText.h"
#include "ui/login/FieldInput.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

LoginForm::LoginForm(AuthProfile profile, const LoginStart &start, LoginSurroundings surroundings)
    : m_profile(std::move(profile))
    , m_surroundings(std::move(surroundings))
    , m_isServerFixed(start.isServerFixed)
    , m_again(start.again)
    , m_baseUrl(start.baseUrl)
    , m_environment(start.environment)
    , m_account(start.account)
    , m_choices(start.choices)
{
    const Way *way = m_profile.way(start.way);
    const QList<const Way *> in = waysIn();
    m_way = way ? way->id : in.isEmpty() ? m_profile.ways.constFirst().id : in.constFirst()->id;
    if (start.way.isEmpty() && !in.isEmpty())
        m_way = in.constFirst()->id;

    for (const Field &field : m_profile.fields)
        setValue(field.name, Secret(field.defaultValue));
    for (const Way &each : m_profile.ways) {
        for (const Field &field : each.fields)
            setValue(field.name, Secret(field.defaultValue));
    }
    for (auto value = start.values.begin(); value != start.values.end(); ++value)
        setValue(value.key(), value.value());
    setAllowsHttp(start.allowsHttp);
    m_remembers = m_again.isEmpty() ? start.remembersSecrets || rememberOffer().isNeeded() : start.remembersSecrets;
}

QList<const Way *> LoginForm::waysThatGive(Way::Gives gives) const
{
    QList<const Way *> ways;
    for (const Way &way : m_profile.ways) {
        if (way.gives == gives)
            ways.append(&way);
    }
    return ways;
}

const Way &LoginForm::way() const
{
    const Way *way = m_profile.way(m_way);
    return way ? *way : m_profile.ways.constFirst();
}

void LoginForm::chooseWay(const QString &id)
{
    if (m_profile.way(id))
        m_way = id;
}

QList<Field> LoginForm::fields() const
{
    return m_profile.fieldsOf(way());
}

QString LoginForm::nameField() const
{
    static const QStringList names{u"username"_s, u"user"_s, u"login"_s, u"email"_s, u"account"_s, u"accesskey"_s};
    const QList<Field> all = fields();
    const auto isOpen
        = [](const Field &field) { return !field.isSecret && !field.isConfirmation && field.choices.isEmpty(); };
    for (const QString &name : names) {
        for (const Field &field : all) {
            if (isOpen(field) && field.name.toLower().remove(u'_').remove(u'-') == name)
                return field.name;
        }
    }
    const auto first
        = std::find_if(all.begin(), all.end(), [&](const Field &field) { return isOpen(field) && field.isRequired; });
    return first == all.end() ? QString() : first->name;
}

QString LoginForm::address() const
{
    return FieldInput::address(m_baseUrl);
}

QString LoginForm::proposedEnvironment() const
{
    for (const auto &[name, baseUrl] : m_surroundings.environments) {
        if (!baseUrl.isEmpty() && baseUrl == address())
            return name;
    }
    const auto origin = Origin::of(FieldInput::cleaned(m_baseUrl));
    if (!origin)
        return tr("default", "name of an environment");
    return origin->isLoopback() ? tr("local", "name of an environment") : origin->host.left(FieldInput::longestName);
}

QString LoginForm::environmentName() const
{
    const QString typed = FieldInput::cleaned(m_environment);
    return typed.isEmpty() ? proposedEnvironment() : typed;
}

QString LoginForm::proposedAccount() const
{
    const QString field = nameField();
    QString name = field.isEmpty() ? QString() : FieldInput::shortName(FieldInput::cleaned(m_values.value(field).reveal()));
    if (name.isEmpty() && !m_again.isEmpty())
        name = m_again.account;
    if (name.isEmpty() && field.isEmpty()) // nothing that is asked here names anybody: "PagFast Partner" makes "partner"
        name = m_profile.name.section(u' ', -1).toLower();
    // What nobody typed here must not be too long: nobody could tell what to put right.
    const auto fitting = [&name](const QString &end = {}) { return name.left(FieldInput::longestName - end.size()).trimmed() + end; };
    if (name.isEmpty() || !isTakenByAnother(fitting()))
        return fitting();
    for (int number = 2;; ++number) {
        const QString candidate = fitting(u" %1"_s.arg(number));
        if (!known({m_profile.id, environmentName(), candidate}))
            return candidate;
    }
}

QString LoginForm::accountName() const
{
    const QString typed = FieldInput::cleaned(m_account);
    return typed.isEmpty() ? proposedAccount() : typed;
}

void LoginForm::setValue(const QString &field, const Secret &value)
{
    m_values[field] = value;
}

const KnownCredential *LoginForm::known(const CredentialId &id) const
{
    const auto found = std::find_if(m_surroundings.known.begin(), m_surroundings.known.end(),
        [&](const KnownCredential &each) { return each.credential.id == id; });
    return found == m_surroundings.known.end() ? nullptr : &*found;
}

// The same name is free for whoever is the same at the same place: signing in once more is no second account.
bool LoginForm::isTakenByAnother(const QString &account) const
{
    const CredentialId wanted{m_profile.id, environmentName(), account};
    const KnownCredential *there = known(wanted);
    if (!there || wanted == m_again)
        return false;
    const QString field = nameField();
    if (field.isEmpty())
        return true;
    const QString user = FieldInput::cleaned(m_values.value(field).reveal());
    return user.isEmpty() || there->credential.fields.value(field) != user || there->credential.baseUrl != address();
}

bool LoginForm::isRememberedFromBefore(const QString &field) const
{
    const KnownCredential *there = known(m_again.isEmpty() ? id() : m_again);
    return there && there->rememberedSecrets.contains(field);
}

QString LoginForm::lastSecret() const
{
    QString last;
    for (const Field &field : fields()) {
        if (field.isSecret && (!value(field.name).isEmpty() || isRememberedFromBefore(field.name)))
            last = field.name;
    }
    return last;
}

QString LoginForm::choice(const QString &id) const
{
    for (const ApplyChoice &each : m_profile.choices) {
        if (each.id != id)
            continue;
        const QString chosen = m_choices.value(id);
        const bool isThere = std::any_of(each.options.begin(), each.options.end(),
            [&](const ApplyChoice::Option &option) { return option.id == chosen; });
        return isThere || each.options.isEmpty() ? chosen : each.options.constFirst().id;
    }
    return {};
}

QList<LoginForm::Problem> LoginForm::problems() const
{
    QList<Problem> found;
    const QString typedAddress = address();
    if (typedAddress.isEmpty())
        found.append({server, tr("The address of the server is needed.")});
    else if (const auto origin = Origin::of(typedAddress); !origin)
        found.append({server, (origin.error().message + u' ' + origin.error().detail).trimmed()});
    else if (const auto joined = UrlText::join(typedAddress, u"/"_s); !joined)
        found.append({server, (joined.error().message + u' ' + joined.error().detail).trimmed()});

    const auto checkName = [&](QLatin1StringView input, const QString &name) {
        if (name.size() > FieldInput::longestName)
            found.append({input, tr("This name is longer than %1 characters.").arg(FieldInput::longestName)});
        else if (FieldInput::hasControlCharacter(name))
            found.append({input, tr("There is an invisible character in this name.")});
    };
    if (asksForHttp() && !allowsHttp())
        found.append({server, tr("This address is not encrypted. Use https://, or allow http:// below.")});
    checkName(environment, environmentName());

    for (const Field &field : fields()) {
        const QString typed = m_values.value(field.name).reveal();
        QString text = FieldInput::problem(field, typed, isRememberedFromBefore(field.name));
        if (text.isEmpty())
            text = RequestBuilder::complaint(m_profile, m_choices, field.name, FieldInput::cleaned(typed, field.isSecret));
        if (!text.isEmpty())
            found.append({inputOf(field.name), text});
    }

    if (way().gives == Way::Gives::Tokens) {
        const QString name = accountName();
        const QString follows = nameField();
        // An empty user name is said once, at its own place.
        if (name.isEmpty() && (follows.isEmpty() || !FieldInput::cleaned(m_values.value(follows).reveal()).isEmpty()))
            found.append({account, tr("A name is needed: it tells your accounts apart.")});
        else if (!FieldInput::cleaned(m_account).isEmpty() && isTakenByAnother(name))
            found.append({account, tr("“%1” is another account here already. Choose a name of its own.").arg(name)});
        checkName(account, name);
    }
    return found;
}

QList<LoginForm::Notice> LoginForm::notices() const
{
    QList<Notice> found;
    const auto origin = Origin::of(address());
    if (asksForHttp()) {
        found.append({Notice::Kind::Warning,
            tr("This address begins with http://: passwords and tokens would go to %1 unencrypted, and anyone on the way could "
               "read them. Use https:// if the server has it.")
                .arg(origin->host)});
    }
    if (sendsNothing() && !m_surroundings.isKeychainDurable) { // what is kept is all there is; others sign in anew
        found.append({Notice::Kind::Warning,
            tr("The keychain can't be used now: what you type is kept only until Tessera is closed.")});
    }
    if (const KnownCredential *there = known(id()); there && origin) {
        if (!there->origins.isEmpty() && !there->origins.contains(origin->toString())) {
            found.append({Notice::Kind::Warning,
                tr("“%1” belongs to %2 so far. Signing in sends what you type to %3 instead.")
                    .arg(id().account, there->origins.join(u", "_s), origin->toString())});
        } else if (m_again.isEmpty()) {
            found.append({Notice::Kind::Hint, tr("“%1” is here already and gets new tokens.").arg(id().account)});
        }
    }
    return found;
}

QString LoginForm::title() const
{
    return way().gives == Way::Gives::Account ? tr("%1: %2", "API, way").arg(m_profile.name, way().label)
        : sendsNothing()                      ? tr("New credential: %1").arg(m_profile.name)
        : m_again.isEmpty()                   ? tr("Sign in to %1").arg(m_profile.name)
                                              : tr("Sign in again to %1").arg(m_profile.name);
}

QString LoginForm::submitLabel() const
{
    return sendsNothing() ? tr("Keep") : way().gives == Way::Gives::Tokens ? tr("Sign in") : tr("Send");
}

QString LoginForm::sends() const
{
    if (sendsNothing())
        return tr("Sends nothing now: it goes along with your requests.");
    if (const auto request = preview())
        return tr("Sends %1 %2 to %3").arg(request->method, request->path(), request->host());
    const RequestTemplate &request = way().steps.constFirst().request;
    return tr("Sends %1 %2").arg(request.method, request.path.text());
}

Result<RequestPreview> LoginForm::preview() const
{
    if (sendsNothing())
        return failure(ErrorKind::Input, tr("Nothing is sent now."), {});
    QMap<QString, QString> values;
    QStringList secrets;
    for (const Field &field : fields()) {
        const Secret value = m_values.value(field.name);
        if (!field.isSecret)
            values[field.name] = FieldInput::cleaned(value.reveal());
        else if (!value.isEmpty() || isRememberedFromBefore(field.name))
            secrets.append(field.name);
    }
    return RequestPreview::of(m_profile, way().steps.constFirst().request, address(), values, secrets);
}

CredentialId LoginForm::id() const
{
    return {m_profile.id, environmentName(), accountName()};
}

SignInRequest LoginForm::request() const
{
    SignInRequest request;
    request.id = id();
    request.baseUrl = address();
    request.way = way().id;
    for (const Field &field : fields()) {
        const QString value = FieldInput::cleaned(m_values.value(field.name).reveal(), field.isSecret);
        if (!value.isEmpty() || !isRememberedFromBefore(field.name))
            request.fields[field.name] = Secret(value);
    }
    for (const ApplyChoice &each : m_profile.choices)
        request.choices[each.id] = choice(each.id);
    request.rememberSecrets = m_remembers && rememberOffer().isThere();
    request.allowsHttp = allowsHttp();
    return request;
}

bool LoginForm::asksForHttp() const
{
    const auto origin = Origin::of(address());
    return origin && origin->isExposed();
}

void LoginForm::setAllowsHttp(bool allows)
{
    const auto origin = Origin::of(address());
    m_httpAllowedAt = allows && origin ? std::optional(*origin) : std::nullopt;
}

bool LoginForm::offersSandbox() const
{
    return m_surroundings.sandbox && !m_isServerFixed && m_again.isEmpty() && m_surroundings.sandbox->baseUrl != address();
}

void LoginForm::useSandbox()
{
    if (!m_surroundings.sandbox)
        return;
    m_baseUrl = m_surroundings.sandbox->baseUrl;
    m_environment = m_surroundings.sandbox->environment;
    for (auto value = m_surroundings.sandbox->values.begin(); value != m_surroundings.sandbox->values.end(); ++value)
        setValue(value.key(), value.value());
}

void LoginForm::fill(const QMap<QString, Secret> &found)
{
    for (auto value = found.begin(); value != found.end(); ++value) {
        if (value.key() == "baseUrl"_L1 && !m_isServerFixed)
            m_baseUrl = FieldInput::cleaned(value.value().reveal());
        else if (m_values.contains(value.key()))
            m_values[value.key()] = value.value();
    }
}

}
