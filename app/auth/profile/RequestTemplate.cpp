#include "app/auth/profile/RequestTemplate.h"

#include <algorithm>

namespace tessera {

namespace {

// Calls `visit` with every text in the JSON and the nearest member name above it.
void visitTexts(const Json &json, const QString &member, const std::function<void(const QString &, const QString &)> &visit)
{
    if (json.is_string())
        visit(member, toQString(json.get_ref<const std::string &>()));
    if (json.is_array()) {
        for (const Json &item : json)
            visitTexts(item, member, visit);
    }
    if (json.is_object()) {
        for (const auto &[name, value] : json.items())
            visitTexts(value, toQString(name), visit);
    }
}

// Calls `visit` with every template of the request and the name of the part that holds it; the path and a text body have none.
void visitTemplates(const RequestTemplate &request, const std::function<void(const QString &, const Template &)> &visit)
{
    visit({}, request.path);
    for (const NamedTemplate &header : request.headers)
        visit(header.name, header.value);
    for (const NamedTemplate &item : request.query)
        visit(item.name, item.value);
    if (const auto *form = std::get_if<RequestTemplate::FormBody>(&request.body)) {
        for (const NamedTemplate &field : form->fields)
            visit(field.name, field.value);
    }
    if (const auto *text = std::get_if<RequestTemplate::TextBody>(&request.body))
        visit({}, text->text);
    if (const auto *json = std::get_if<RequestTemplate::JsonBody>(&request.body)) {
        visitTexts(json->json, {}, [&](const QString &member, const QString &text) {
            if (const auto parsed = Template::parse(text))
                visit(member, *parsed);
        });
    }
}

}

QStringList RequestTemplate::names() const
{
    QStringList all;
    visitTemplates(*this, [&](const QString &, const Template &text) { all += text.names(); });
    all.removeDuplicates();
    return all;
}

QStringList RequestTemplate::partsThatMention(const std::function<bool(const QString &)> &isChosen) const
{
    QStringList parts;
    visitTemplates(*this, [&](const QString &part, const Template &text) {
        const QStringList mentioned = text.names();
        if (!part.isEmpty() && std::any_of(mentioned.begin(), mentioned.end(), isChosen))
            parts += part;
    });
    parts.removeDuplicates();
    return parts;
}

}
