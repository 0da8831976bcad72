#include "app/sandbox/SandboxScope.h"

#include "app/template/Template.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QUrlQuery>
#include <QtCore/QUuid>

#include <charconv>

namespace tessera {

namespace {

std::string randomHex(int digits)
{
    std::string text;
    while (int(text.size()) < digits)
        text += "0123456789abcdef"[QRandomGenerator::system()->bounded(16)];
    return text;
}

// "{{name}}" and nothing else, no filter.
std::optional<std::string> onlyName(const std::string &form)
{
    if (form.size() < 5 || !form.starts_with("{{") || !form.ends_with("}}"))
        return std::nullopt;
    const std::string inside = form.substr(2, form.size() - 4);
    if (inside.find_first_of("{}|") != std::string::npos)
        return std::nullopt;
    const auto first = inside.find_first_not_of(' ');
    if (first == std::string::npos)
        return std::nullopt;
    return inside.substr(first, inside.find_last_not_of(' ') - first + 1);
}

constexpr std::size_t mostFilled = 16 * 1024 * 1024;

std::size_t weightOf(const Json &json)
{
    if (json.is_string())
        return json.get_ref<const std::string &>().size() + 1;
    std::size_t weight = 8; // a node costs memory even where it holds nothing
    if (json.is_structured()) {
        for (const auto &[key, child] : json.items())
            weight += key.size() + weightOf(child);
    }
    return weight;
}

const Json *childOf(const Json &parent, std::string_view key)
{
    if (parent.is_object()) {
        const auto found = parent.find(key);
        return found == parent.end() ? nullptr : &*found;
    }
    if (parent.is_array()) {
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
        if (error == std::errc() && end == key.data() + key.size() && index < parent.size())
            return &parent[index];
    }
    return nullptr;
}

}

void SandboxScope::setAt(Json &target, const std::string &path, Json value)
{
    Json *place = &target;
    std::size_t from = 0;
    while (true) {
        const auto dot = path.find('.', from);
        if (!place->is_object())
            *place = Json::object();
        place = &(*place)[path.substr(from, dot == std::string::npos ? dot : dot - from)];
        if (dot == std::string::npos)
            break;
        from = dot + 1;
    }
    *place = std::move(value);
}

void SandboxScope::set(const std::string &path, Json value)
{
    setAt(m_values, path, std::move(value));
}

void SandboxScope::unset(const std::string &name)
{
    m_values.erase(name);
}

const Json *SandboxScope::find(const std::string &path) const
{
    const Json *place = &m_values;
    std::size_t from = 0;
    while (place) {
        const auto dot = path.find('.', from);
        place = childOf(*place, std::string_view(path).substr(from, dot == std::string::npos ? dot : dot - from));
        if (dot == std::string::npos)
            return place;
        from = dot + 1;
    }
    return nullptr;
}

std::optional<Json> SandboxScope::value(const std::string &path) const
{
    if (path == "random.uuid")
        return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    if (path == "random.hex24")
        return randomHex(24);
    if (path == "random.digits6")
        return std::to_string(QRandomGenerator::system()->bounded(100000, 1000000));
    const Json *found = find(path);
    if (found)
        m_spent += weightOf(*found);
    return found && m_spent <= mostFilled ? std::optional(*found) : std::nullopt;
}

std::optional<Json> SandboxScope::fillText(const std::string &form) const
{
    if (form.find("{{") == std::string::npos)
        return form;
    if (const auto name = onlyName(form))
        return value(*name);
    const auto parsed = Template::parse(toQString(form));
    if (!parsed)
        return form; // the reader has refused these
    const auto text = parsed->render([this](const QString &name) -> std::optional<QString> {
        const auto found = value(name.toStdString());
        return found ? toQString(toText(*found)) : QString();
    });
    return text ? text->toStdString() : form;
}

std::optional<Json> SandboxScope::fill(const Json &form) const
{
    if (form.is_string())
        return fillText(form.get_ref<const std::string &>());
    if (form.is_array()) {
        Json filled = Json::array();
        for (const Json &item : form)
            filled.push_back(fillOrNull(item));
        return filled;
    }
    if (form.is_object()) {
        Json filled = Json::object();
        for (const auto &[key, item] : form.items()) {
            if (auto child = fill(item))
                filled[key.find("{{") == std::string::npos ? key : text(key)] = std::move(*child);
        }
        return filled;
    }
    return form;
}

Json SandboxScope::formFields(const std::string &text)
{
    Json fields = Json::object();
    const QUrlQuery query(toQString(text).replace(u'+', QStringLiteral("%20")));
    const auto items = query.queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        fields[name.toStdString()] = value.toStdString();
    return fields;
}

std::string SandboxScope::text(const Json &form) const
{
    return toText(fillOrNull(form));
}

std::string SandboxScope::toText(const Json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    return value.is_null() ? std::string() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}
