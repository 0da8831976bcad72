#include "tests/support/SampleRun.h"

#include "app/http/BodyStore.h"

namespace tessera::SampleRun {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const CredentialId admin{u"datarhei-core"_s, u"sandbox"_s, u"admin"_s};

UtcTime someDay()
{
    return UtcTime(1'795'322'206s);
}

HttpHop hop(const QByteArray &url, int status, const QByteArray &reason)
{
    HttpHop hop;
    const QByteArray rest = url.mid(url.indexOf("://") + 3);
    const QByteArray host = rest.left(rest.indexOf('/'));
    hop.url = url;
    hop.requestHead = "GET " + rest.mid(host.size()) + " HTTP/1.1\r\nHost: " + host
        + "\r\nAccept: application/json\r\nAuthorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.c2lnbmF0dXJl\r\nAccept-Encoding: gzip, br\r\n\r\n";
    hop.status = status;
    hop.reason = reason;
    hop.version = "HTTP/1.1";
    hop.remoteAddress = u"127.0.0.1:40213"_s;
    hop.localAddress = u"127.0.0.1:58120"_s;
    hop.timings = {200us, 900us, std::nullopt, 300us, 9'400us, 1'200us, 12'000us};
    hop.startedAt = someDay();
    return hop;
}

void setHeaders(HttpHop &hop, const QList<HttpHeader> &headers)
{
    hop.responseHead = "HTTP/1.1 " + QByteArray::number(hop.status) + ' ' + hop.reason + "\r\n";
    for (const HttpHeader &header : headers) {
        hop.headers.append(header.name, header.value);
        hop.responseHead += header.name + ": " + header.value + "\r\n";
    }
    hop.responseHead += "\r\n";
}

RunResult of(const HttpExchange &exchange)
{
    RunResult result;
    result.attempts = {{exchange, {{Applier::Addition::Place::Header, u"Authorization"_s}}, admin}};
    return result;
}

}

HttpExchange exchange(int status, const QByteArray &reason, const QByteArray &contentType, const QByteArray &body)
{
    HttpHop only = hop("http://127.0.0.1:40213/api/v3/process?filter=state", status, reason);
    only.receivedBodySize = body.size() / 3;
    setHeaders(only, {{"Content-Type", contentType}, {"Content-Encoding", "gzip"}, {"Date", "Sun, 22 Nov 2026 14:06:46 GMT"},
                         {"Server", "sandbox"}, {"Vary", "Accept-Encoding"}, {"Vary", "Origin"},
                         {"Set-Cookie", "sid=0123456789abcdef; Path=/; HttpOnly; SameSite=Lax"},
                         {"Content-Security-Policy", "default-src 'none'; script-src 'self' https://cdn.example.com; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"},
                         {"Keep-Alive", "timeout=5, max=100"}});
    HttpExchange made;
    made.hops = {only};
    made.body = std::make_shared<BodyStore>();
    if (made.body->append(body))
        made.body->finish();
    return made;
}

QByteArray processes()
{
    QByteArray items;
    for (int i = 0; i < 40; ++i) {
        items += QByteArray(i ? "," : "") + R"({"id":"ingest-lobby-)" + QByteArray::number(i)
            + R"(","type":"ffmpeg","reference":"lobby","created_at":1795322206,"state":{"order":"start","exec":"running","runtime_seconds":18446744073709551615,"memory_bytes":52428800,"cpu_usage":12.50,"command":["-i","rtmp://127.0.0.1/live/lobby","-codec","copy"],"last_logline":null},"metadata":{"owner":"Zo\u00eb","tags":[],"note":"über alles, 你好"}})";
    }
    return '[' + items + ']';
}

RunResult answered()
{
    return of(exchange(200, "OK", "application/json; charset=utf-8", processes()));
}

RunResult afterRefresh()
{
    RunResult result = of(exchange(401, "Unauthorized", "application/json", R"({"code":401,"message":"Unauthorized","details":["token expired"]})"));
    result.attempts += answered().attempts;
    result.notes = {u"Answered 401: refreshed the token and sent it again."_s};
    return result;
}

RunResult redirected()
{
    HttpExchange made = exchange(200, "OK", "text/html; charset=utf-8", "<!doctype html>\n<title>Signed out</title>\n<p>Good bye.</p>\n");
    HttpHop first = hop("https://api.example/v1/session?api_key=0123456789abcdef", 302, "Found");
    setHeaders(first, {{"Location", "https://login.example/bye"}, {"Content-Length", "0"}});
    const TlsCertificate own{u"CN=*.api.example"_s, u"CN=Sandbox CA"_s, someDay() - 24h * 30, someDay() + 24h * 61, QByteArray(32, '\x5a')};
    const TlsCertificate root{u"CN=Sandbox CA"_s, u"CN=Sandbox CA"_s, someDay() - 24h * 300, someDay() + 24h * 3000, QByteArray(32, '\x3c')};
    first.tls = TlsInfo{u"TLSv1.3"_s, u"TLS_AES_128_GCM_SHA256"_s, {own, root}, TlsTrust::Exception};
    first.timings = {2'000us, 9'000us, 24'000us, 3'000us, 118'000us, 12'000us, 168'000us};
    made.hops.prepend(first);
    made.hops[1].withheldHeaders = {"Authorization"};
    made.hops[1].withheldQueryItems = {"api_key"};
    return of(made);
}

RunResult refused()
{
    RunResult result = of(exchange(403, "Forbidden", "application/json", R"({"message":"Forbidden"})"));
    result.attempts.first().additions += {Applier::Addition::Place::Header, u"x-api-key"_s};
    Finding missing;
    missing.cause = RefusalCause::IdentityMissing;
    missing.certainty = Certainty::Certain;
    missing.title = u"A part of the credential is missing"_s;
    missing.text = u"The API wants “identityId” beside the token, and it did not go along."_s;
    missing.evidence = {{Evidence::Place::Request, u"identityId"_s, u"The request has neither a header nor a query item identityId."_s},
        {Evidence::Place::Answer, {}, u"The API says: “<b>Forbidden</b>”"_s}};
    missing.steps = {{NextStep::Action::AddHeader, u"Add it"_s, u"identityId"_s}, {NextStep::Action::SignIn, u"Sign in again to get it"_s, {}},
        {NextStep::Action::AskOwner, u"Ask whoever runs the API"_s, {}}};
    Finding role;
    role.cause = RefusalCause::MissingRole;
    role.title = u"This account may not do this"_s;
    role.evidence = {{Evidence::Place::Answer, {}, u"403 says that the server knows who asks, and won't."_s}};
    role.steps = {{NextStep::Action::SwitchIdentity, u"Send as somebody else"_s, u"telenor-mic/sandbox/writer"_s}};
    result.diagnosis.findings = {missing, role};
    result.diagnosis.ruledOut = {{RefusalCause::Expired, u"Token expired"_s, u"It ends in 38 min 12 s, and the clocks agree within 0.6 s."_s},
        {RefusalCause::ApiKeyWrong, u"API key wrong"_s, u"The same key signed in 22 min ago."_s}};
    return result;
}

RunResult notSent()
{
    RunResult result = failed(ErrorKind::SignInNeeded);
    Finding finding;
    finding.cause = RefusalCause::SignedOut;
    finding.certainty = Certainty::Certain;
    finding.title = u"Signed out"_s;
    finding.text = u"admin is signed out, so there was nothing to send."_s;
    finding.evidence = {{Evidence::Place::Session, {}, result.error->message}};
    finding.steps = {{NextStep::Action::SignIn, u"Sign in"_s, {}}};
    result.diagnosis.findings = {finding};
    return result;
}

RunResult withheld()
{
    RunResult result = of(exchange(401, "Unauthorized", "application/json", R"({"message":"Unauthorized"})"));
    result.attempts.first().credential = {};
    result.attempts.first().additions.clear();
    result.isWithheld = true;
    result.withheldOrigin = u"http://staging.example:8080"_s;
    result.whyWithheld = u"Went without admin: http://staging.example:8080 is not an address it is bound to."_s;
    result.notes = {result.whyWithheld};
    return result;
}

RunResult incomplete()
{
    HttpExchange made = exchange(200, "OK", "application/json", processes().left(900));
    made.isComplete = false;
    made.warnings = {u"The server closed the connection before the body was complete: 900 of 9,412 bytes came."_s};
    return of(made);
}

RunResult distrusted(TlsTrust trust)
{
    HttpHop only = hop("https://127.0.0.1:8443/api/v3/process", 0, {});
    only.requestHead.clear();
    only.version.clear();
    only.timings = {std::nullopt, 700us, std::nullopt, std::nullopt, std::nullopt, std::nullopt, 3'400us};
    QByteArray print;
    for (int i = 0; i < 32; ++i)
        print += char(i * 37 + 11);
    only.tls = TlsInfo{{}, {}, {{u"CN=core.sandbox.example,O=Sandbox"_s, u"CN=core.sandbox.example,O=Sandbox"_s, someDay() - 24h * 30, someDay() + 24h * 335, print}}, trust};
    HttpExchange made;
    made.hops = {only};
    RunResult result = of(made);
    const bool isReplaced = trust == TlsTrust::Replaced;
    result.error = Error{ErrorKind::Tls, isReplaced ? u"The connection to 127.0.0.1:8443 is not safe: it shows another certificate than the one that you trusted there, and its certificate is self-signed."_s
                                                    : u"The connection to 127.0.0.1:8443 is not safe: its certificate is self-signed."_s,
        isReplaced ? u"Somebody may stand between you and the server. Ask its owner whether it has a new certificate. Only then forget the old one in the network settings of the environment: the new one can be trusted after that."_s
                   : u"If the server is your own or your company's, name its CA file in the environment, or trust this one certificate for this host."_s};
    return result;
}

RunResult failed(ErrorKind kind)
{
    RunResult result;
    switch (kind) {
    case ErrorKind::Timeout:
        result.error = Error{kind, u"No answer came from 127.0.0.1:40213 within 60 seconds."_s, u"Try again, or allow more time under Settings."_s};
        break;
    case ErrorKind::Tls:
        result.error = Error{kind, u"The certificate of api.example is expired since 2026-11-01."_s, u"Ask whoever runs the server to renew it."_s};
        break;
    case ErrorKind::SignInNeeded:
        result.error = Error{kind, u"admin is signed out of datarhei Core."_s, u"Sign in, then send again."_s};
        break;
    case ErrorKind::Cancelled:
        result.error = Error{kind, u"Cancelled."_s, {}};
        break;
    default:
        result.error = Error{kind, u"Nothing listens on 127.0.0.1:40213: the connection was refused."_s, u"Check the port, and that the server runs."_s};
    }
    return result;
}

}
