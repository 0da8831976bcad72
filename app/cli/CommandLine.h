#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <variant>

namespace tessera {

struct OpenWindow {
    bool withSandbox = false;
};
struct DemoOptions { };
struct SandboxCommandOptions {
    int lifeSeconds = 60;
};
struct SignInOptions {
    QString profile, baseUrl, account, environment, way;
    QStringList fields; // "name=value"; "name=-" reads a line of standard input
    bool remember = false;
    bool allowHttp = false; // see Credential
};
struct SignOutOptions {
    QString credential;
};
struct StatusOptions {
    bool asJson = false;
};
struct SendOptions {
    QString method, url, credential;
    QStringList headers;
    QString data, dataFile, report;
    bool hasData = false;
};
struct TokenOptions {
    enum class Form { Token, Headers, CurlConfig } form = Form::Token;
    QString credential;
};
struct JwtDecodeOptions {
    QString token; // "-" or empty: from standard input
    bool asJson = false;
};
struct JwtVerifyOptions {
    QString token;
    QString keyFile, jwksFile, secretFile; // one of them
    QStringList algorithms; // those that are allowed; empty: all that the key allows
    bool asJson = false;
};
struct CommandLineEnd { // help, version, or a usage error: said already
    int code = 0;
};

using CommandLine = std::variant<OpenWindow, DemoOptions, SandboxCommandOptions, SignInOptions, SignOutOptions,
    StatusOptions, SendOptions, TokenOptions, JwtDecodeOptions, JwtVerifyOptions, CommandLineEnd>;

[[nodiscard]] CommandLine parseCommandLine(int argc, char **argv);

// Runs a subcommand to its end on a QCoreApplication that is there; gives the exit code.
[[nodiscard]] int runCommand(const CommandLine &command);

}
