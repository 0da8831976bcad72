#include "app/sandbox/SandboxItems.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr std::size_t mostItems = 1000;

using Wanted = std::vector<std::pair<std::string, Json>>;

// Nothing: a value is missing, so that no item fits.
std::optional<Wanted> filled(const SandboxWhere &where, const SandboxScope &scope)
{
    Wanted wanted;
    for (const auto &[name, form] : where) {
        Json value = scope.fillOrNull(form);
        if (value.is_null())
            return std::nullopt;
        wanted.emplace_back(name, std::move(value));
    }
    return wanted;
}

bool fits(const Json &item, const Wanted &wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&item](const auto &member) {
        const auto found = item.find(member.first);
        return found != item.end() && *found == member.second;
    });
}

}

std::optional<Json> SandboxItems::find(const std::string &store, const SandboxWhere &where, const SandboxScope &scope) const
{
    const auto wanted = filled(where, scope);
    if (!wanted)
        return std::nullopt;
    const auto &items = m_stores.at(store);
    const auto found = std::find_if(items.begin(), items.end(), [&](const Json &item) { return fits(item, *wanted); });
    return found == items.end() ? std::nullopt : std::optional(*found);
}

Json SandboxItems::list(const std::string &store, const SandboxWhere &where, const Json &each, SandboxScope &scope) const
{
    Json all = Json::array();
    const auto wanted = filled(where, scope);
    if (!wanted)
        return all;
    for (const Json &item : m_stores.at(store)) {
        if (!fits(item, *wanted))
            continue;
        scope.set("item", item);
        all.push_back(each.is_null() ? item : scope.fillOrNull(each));
    }
    scope.unset("item");
    return all;
}

void SandboxItems::add(const std::string &store, Json item)
{
    auto &items = m_stores.at(store);
    if (items.size() >= mostItems)
        items.erase(items.begin() + std::ptrdiff_t(mostItems / 2));
    items.push_back(std::move(item));
}

std::optional<Json> SandboxItems::change(const step::Change &what, const SandboxScope &scope)
{
    const auto wanted = filled(what.where, scope);
    if (!wanted)
        return std::nullopt;
    auto &items = m_stores.at(what.store);
    const auto found = std::find_if(items.begin(), items.end(), [&](const Json &item) { return fits(item, *wanted); });
    if (found == items.end())
        return std::nullopt;
    for (const auto &[path, form] : what.values) {
        if (auto value = scope.fill(form))
            SandboxScope::setAt(*found, path.find("{{") == std::string::npos ? path : scope.text(path), std::move(*value));
    }
    return *found;
}

void SandboxItems::remove(const std::string &store, const SandboxWhere &where, const SandboxScope &scope)
{
    if (const auto wanted = filled(where, scope))
        std::erase_if(m_stores.at(store), [&](const Json &item) { return fits(item, *wanted); });
}

}
