#pragma once

#include "app/sandbox/SandboxScope.h"
#include "app/sandbox/SandboxScript.h"

namespace tessera {

// The accounts and things of one API: named lists of JSON objects that requests find, add, change and remove.
class SandboxItems {
public:
    explicit SandboxItems(std::map<std::string, std::vector<Json>> stores)
        : m_stores(std::move(stores))
    {
    }

    // A null or missing value in `where` fits nothing.
    [[nodiscard]] std::optional<Json> find(
        const std::string &store, const SandboxWhere &where, const SandboxScope &scope) const;
    [[nodiscard]] Json list(
        const std::string &store, const SandboxWhere &where, const Json &each, SandboxScope &scope) const;
    // The oldest added item makes room where there are too many.
    void add(const std::string &store, Json item);
    // The changed item; nothing where none fits. Value names are paths ("state.order").
    std::optional<Json> change(const step::Change &what, const SandboxScope &scope);
    void remove(const std::string &store, const SandboxWhere &where, const SandboxScope &scope);

private:
    std::map<std::string, std::vector<Json>> m_stores;
};

}
