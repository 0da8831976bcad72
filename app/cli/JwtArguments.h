#pragma once

#include "app/cli/CommandLine.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tessera {

// The arguments of `tessera jwt` and its two subcommands. Outlives the parsing: what is read goes into it.
class JwtArguments {
public:
    explicit JwtArguments(CLI::App &app);
    JwtArguments(const JwtArguments &) = delete;
    JwtArguments &operator=(const JwtArguments &) = delete;

    [[nodiscard]] std::optional<CommandLine> chosen() const; // after parsing; nullopt where it was another subcommand

private:
    void addDecode(CLI::App &jwt);
    void addVerify(CLI::App &jwt);

    CLI::App *m_decode = nullptr;
    CLI::App *m_verify = nullptr;
    std::string m_token, m_keyFile, m_jwksFile, m_secretFile;
    std::vector<std::string> m_algorithms;
    bool m_asJson = false;
};

}
