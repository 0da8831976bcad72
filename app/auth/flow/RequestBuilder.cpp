#include "app/auth/flow/RequestBuilder.h"

#include "app/auth/apply/Applier.h"
#include "app/base/Overloaded.h"
#include "app/http/UrlText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <algorithm>

namespace tessera::RequestBuilder {

using namespace Qt::StringLiterals;

namespace {

// A box to tick is asked for by a way, by one of its steps or on the way out of a refusal.
bool isConfirmation(const AuthProfile &profile, const QString &name)
{
    const auto holds = [&](const QList<Field> &fields) {
        return std::any_of(
            fields.cbegin(), fields.cend(), [&](const Field &f) { return f.isConfirmation && f.name == name; });
    };
    const auto stepHolds = [&](const Step &step) {
        return holds(step.fields) || std::any_of(step.recoveries.cbegin(), step.recoveries.cend(), [&](const Recovery &r) {
            return holds(r.fields);
        });
    };
    return holds(profile.fields) || std::any_of(profile.ways.cbegin(), profile.ways.cend(), [&](const Way &way) {
        return holds(way.fields) || std::any_of(way.steps.cbegin(), way.steps.cend(), stepHolds);
    });
}

// Fills the templates of a JSON value. A member whose whole text is one {{name}} that is empty is left out: an optional
// field that was not filled in is no empty text to a server.
Result<std::optional<Json>> filled(const Json &json, const Context &context, bool isMember)
{
    if (json.is_string()) {
        const auto text = Template::parse(toQString(json.get_ref<const std::string &>()));
        if (!text)
            return failure(text.error());
        const auto value = text->render(context.lookup);
        if (!value)
            return failure(value.error());
        const bool isOneName
            = text->names().size() == 1 && text->text().startsWith("{{"_L1) && text->text().endsWith("}}"_L1);
        if (isOneName && isConfirmation(context.profile, text->names().first()))
            return std::optional<Json>(!value->isEmpty());
        if (isMember && isOneName && value->isEmpty())
            return std::optional<Json>();
        return std::optional<Json>(value->toStdString());
    }
    if (!json.is_structured())
        return std::optional<Json>(json);
    Json copy = json.is_array() ? Json::array() : Json::object();
    for (const auto &[key, item] : json.items()) {
        const auto value = filled(item, context, json.is_object());
        if (!value)
            return failure(value.error());
        if (json.is_array())
            copy.push_back(value->value_or(""));
        else if (*value)
            copy[key] = **value;
    }
    return std::optional<Json>(copy);
}

Result<QByteArray> formText(const QList<NamedTemplate> &fields, const Context &context)
{
    QByteArray text;
    for (const NamedTemplate &field : fields) {
        const auto value = field.value.render(context.lookup);
        if (!value)
            return failure(value.error());
        if (value->isEmpty() && field.isOptional)
            continue;
        text += (text.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(field.name) + '=' + QUrl::toPercentEncoding(*value);
    }
    return text;
}

struct Body {
    QByteArray bytes, contentType;
    bool isThere = false;
};

Result<Body> body(const RequestTemplate &request, const Context &context)
{
    return std::visit(Overloaded{
                          [](const RequestTemplate::NoBody &) -> Result<Body> { return Body{}; },
                          [&](const RequestTemplate::JsonBody &json) -> Result<Body> {
                              const auto value = filled(json.json, context, false);
                              if (!value)
                                  return failure(value.error());
                              return Body{QByteArray::fromStdString((*value)->dump()), "application/json", true};
                          },
                          [&](const RequestTemplate::FormBody &form) -> Result<Body> {
                              const auto text = formText(form.fields, context);
                              if (!text)
                                  return failure(text.error());
                              return Body{*text, "application/x-www-form-urlencoded", true};
                          },
                          [&](const RequestTemplate::TextBody &plain) -> Result<Body> {
                              const auto text = plain.text.render(context.lookup);
                              if (!text)
                                  return failure(text.error());
                              return Body{text->toUtf8(), plain.contentType.toUtf8(), true};
                          },
                      },
        request.body);
}

}

Result<QByteArray> url(const RequestTemplate &request, const Context &context)
{
    const auto path = request.path.render(context.lookup);
    if (!path)
        return failure(path.error());
    return UrlText::join(context.baseUrl, *path);
}

Result<HttpRequest> build(const RequestTemplate &request, const Context &context)
{
    HttpRequest built;
    built.method = request.method.toUtf8();
    const auto address = url(request, context);
    if (!address)
        return failure(address.error());
    built.url = *address;

    const auto content = body(request, context);
    if (!content)
        return failure(content.error());
    built.body = content->bytes;
    built.hasBody = content->isThere;
    built.bodyIsSecret = true;

    Application own;
    own.headers = request.headers;
    own.query = request.query;
    QList<const Application *> applications{&own};
    if (request.isSignedIn)
        applications += signedIn(context.profile, context.choices);
    // A discovery may ask another server (a manifest by host name): what every request to the API carries is not for it.
    const auto base = Origin::of(context.baseUrl);
    if (base && base == built.origin())
        applications += &context.profile.always;
    for (const Application *application : std::as_const(applications)) {
        const auto applied = Applier::apply(*application, context.lookup, built);
        if (!applied)
            return failure(applied.error());
        if (built.login || applied->aws || applied->certificate)
            return failure(ErrorKind::Profile,
                QCoreApplication::translate("RequestBuilder", "The profile %1 wants a sign-in request that goes along with a signature, "
                                                              "a certificate, Digest or NTLM; that can't be done.").arg(context.profile.name));
    }
    if (built.hasBody && !built.headers.contains("Content-Type") && !content->contentType.isEmpty())
        built.headers.append("Content-Type", content->contentType);
    if (!built.headers.contains("Accept"))
        built.headers.append("Accept", "*/*");
    if (const auto checked = built.check(); !checked)
        return failure(checked.error());
    return built;
}

QList<const Application *> signedIn(const AuthProfile &profile, const QMap<QString, QString> &choices)
{
    QList<const Application *> applications;
    applications.reserve(profile.choices.size() + 2); // whoever asks adds what goes along always
    applications += &profile.apply;
    for (const ApplyChoice &choice : profile.choices) {
        if (choice.options.isEmpty())
            continue;
        const QString wanted = choices.value(choice.id);
        const auto option = std::find_if(
            choice.options.cbegin(), choice.options.cend(), [&](const ApplyChoice::Option &o) { return o.id == wanted; });
        applications += &(option == choice.options.cend() ? choice.options.first() : *option).apply;
    }
    return applications;
}

QString complaint(const AuthProfile &profile, const QMap<QString, QString> &choices, const QString &field, const QString &value)
{
    const QList<const Application *> applications = signedIn(profile, choices) + QList{&profile.always};
    const bool isBasicUser = std::any_of(applications.begin(), applications.end(),
        [&](const Application *each) { return each->basic && each->basic->user.mentions(field); });
    return isBasicUser ? Application::Basic::complaint(value) : QString();
}

}
