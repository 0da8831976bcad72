#include "app/cli/CommandLine.h"

#include "app/cli/ExitCode.h"
#include "app/cli/JwtArguments.h"

#include <CLI/CLI.hpp>

namespace tessera {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QStringList texts(const std::vector<std::string> &values)
{
    QStringList list;
    for (const std::string &value : values)
        list += text(value);
    return list;
}

const char credentialHelp[] = "profile/environment/account, or any unique tail of it";

}

CommandLine parseCommandLine(int argc, char **argv)
{
    CLI::App app("Tessera: explore APIs that make you sign in first. Without a subcommand it opens its window.", "tessera");
    app.set_version_flag("--version", TESSERA_VERSION);
    app.require_subcommand(0, 1);
    bool withSandbox = false;
    app.add_flag("--sandbox", withSandbox, "Open the window with the sandbox APIs running");

    const auto *demo
        = app.add_subcommand("demo", "Sign in to the four sandbox APIs, send, refresh and sign out, in the terminal");

    auto *sandbox = app.add_subcommand("sandbox", "Run the sandbox APIs until interrupted");
    SandboxCommandOptions sandboxOptions;
    sandbox->add_option("--life", sandboxOptions.lifeSeconds, "How long an access token lives, in seconds")
        ->check(CLI::Range(1, 86'400));

    auto *signIn = app.add_subcommand("signin", "Sign in to an API");
    std::string profile, base, account, environment = "default", way;
    std::vector<std::string> fields;
    bool remember = false, allowHttp = false;
    signIn->add_option("PROFILE", profile, "Which API")->required();
    signIn->add_option("--base", base, "Its base URL")->required();
    signIn->add_option("--account", account, "A name for this account in Tessera")->required();
    signIn->add_option("--environment", environment, "A name for the server this is")->capture_default_str();
    signIn->add_option("--way", way, "How to sign in, where there is more than one way");
    signIn->add_option("--field", fields, "name=value; a secret one as name=- and a line of standard input, or by prompt");
    signIn->add_flag("--remember", remember, "Keep secret fields in the keychain, to sign in again silently");
    signIn->add_flag("--allow-http", allowHttp, "Allow http:// for this account, without encryption");

    auto *signOut = app.add_subcommand("signout", "Sign out");
    std::string credential;
    signOut->add_option("CREDENTIAL", credential, credentialHelp)->required();

    auto *status = app.add_subcommand("status", "List all credentials");
    bool asJson = false;
    status->add_flag("--json", asJson, "As JSON");

    auto *send = app.add_subcommand("send", "Send a request; the answer's body goes to standard output");
    std::vector<std::string> target, headers;
    std::string as, data, dataFile, report;
    send->add_option("TARGET", target, "[METHOD] URL; a URL that begins with / stands below the credential's base URL")
        ->required()
        ->expected(1, 2);
    send->add_option("--as", as, credentialHelp);
    send->add_option("-H,--header", headers, "'Name: value'; may be repeated")->allow_extra_args(false);
    auto *dataOption = send->add_option("--data", data, "The body as text");
    send->add_option("--data-file", dataFile, "The body from a file")->excludes(dataOption);
    send->add_option("--report", report, "Write the whole exchange to this file, as JSON, without secrets");

    auto *token = app.add_subcommand("token", "Print what is fresh now, for other programs");
    std::string tokenOf;
    bool asHeaders = false, asCurl = false;
    token->add_option("CREDENTIAL", tokenOf, credentialHelp)->required();
    auto *headersFlag = token->add_flag("--headers", asHeaders, "Everything a request must carry, as header lines");
    token
        ->add_flag(
            "--curl-config", asCurl, "The same as a curl configuration: curl -K <(tessera token NAME --curl-config) URL")
        ->excludes(headersFlag);

    const JwtArguments jwt(app);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &end) {
        return CommandLineEnd{app.exit(end) == 0 ? 0 : int(ExitCode::Usage)};
    }
    if (*demo)
        return DemoOptions{};
    if (*sandbox)
        return sandboxOptions;
    if (*signIn)
        return SignInOptions{
            text(profile), text(base), text(account), text(environment), text(way), texts(fields), remember, allowHttp};
    if (*signOut)
        return SignOutOptions{text(credential)};
    if (*status)
        return StatusOptions{asJson};
    if (*send) {
        const bool hasData = dataOption->count() > 0;
        const bool hasBody = hasData || !dataFile.empty();
        const QString method = target.size() == 2 ? text(target.front()) : QString::fromLatin1(hasBody ? "POST" : "GET");
        return SendOptions{
            method, text(target.back()), text(as), texts(headers), text(data), text(dataFile), text(report), hasData};
    }
    if (*token)
        return TokenOptions{asCurl ? TokenOptions::Form::CurlConfig
                : asHeaders        ? TokenOptions::Form::Headers
                                   : TokenOptions::Form::Token,
            text(tokenOf)};
    return jwt.chosen().value_or(OpenWindow{withSandbox});
}

}
