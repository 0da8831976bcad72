#include "app/run/ExchangeReport.h"

#include "app/base/Redactor.h"
#include "app/base/TimeText.h"
#include "app/http/BodyStore.h"

#include <utility>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

std::string utf8(const QString &text)
{
    return text.toStdString();
}

// A head as it was on the wire, line by line, with the values of secret headers masked.
Json headLines(const QByteArray &head, const Redactor &redactor)
{
    Json lines = Json::array();
    bool isFirst = true;
    for (QByteArray line : head.split('\n')) {
        while (line.endsWith('\r'))
            line.chop(1);
        if (line.isEmpty())
            continue;
        const auto colon = line.indexOf(':', 1); // HTTP/2 names begin with one
        if (std::exchange(isFirst, false) && !line.startsWith(':')) {
            const auto words = line.split(' ');
            // A request line holds the target, a status line does not.
            lines.push_back(
                utf8(words.size() == 3 && words.last().startsWith("HTTP/") ? redactor.url(QString::fromUtf8(line))
                                                                           : redactor.text(QString::fromUtf8(line))));
        } else if (colon > 0) {
            const QString name = QString::fromUtf8(line.left(colon));
            const QString value = QString::fromUtf8(line.mid(colon + 1)).trimmed();
            const bool isPath = name == ":path"_L1;
            lines.push_back(utf8(u"%1: %2"_s.arg(name, isPath ? redactor.url(value) : redactor.headerValue(name, value))));
        } else {
            lines.push_back(utf8(redactor.text(QString::fromUtf8(line))));
        }
    }
    return lines;
}

Json timing(const std::optional<std::chrono::microseconds> &time)
{
    return time ? Json(qint64(time->count())) : Json(nullptr);
}

Json tlsJson(const TlsInfo &tls)
{
    Json chain = Json::array();
    for (const TlsCertificate &certificate : tls.chain)
        chain.push_back({{"subject", utf8(certificate.subject)}, {"issuer", utf8(certificate.issuer)},
            {"notBefore", utf8(TimeText::iso(certificate.notBefore))}, {"notAfter", utf8(TimeText::iso(certificate.notAfter))},
            {"sha256", certificate.sha256.toHex().toStdString()}});
    return {{"version", utf8(tls.version)}, {"cipher", utf8(tls.cipher)}, {"exception", tls.trust == TlsTrust::Exception}, {"chain", chain}};
}

Json hopJson(const HttpHop &hop, const Redactor &redactor)
{
    Json withheld = Json::array();
    for (const QByteArray &name : hop.withheldHeaders)
        withheld.push_back(name.toStdString());
    return {
        {"url", utf8(redactor.url(QString::fromUtf8(hop.url)))},
        {"startedAt", utf8(TimeText::iso(hop.startedAt))},
        {"request", {{"head", headLines(hop.requestHead, redactor)}, {"bodyBytes", hop.requestBodySize}}},
        {"response",
            {{"version", hop.version.toStdString()}, {"status", hop.status},
                {"reason", utf8(redactor.text(QString::fromUtf8(hop.reason)))},
                {"head", headLines(hop.responseHead, redactor)}, {"bodyBytes", hop.receivedBodySize}}},
        {"withheld", withheld},
        {"remoteAddress", utf8(hop.remoteAddress)},
        {"timesUs",
            {{"nameLookup", timing(hop.timings.nameLookup)}, {"connect", timing(hop.timings.connect)},
                {"tls", timing(hop.timings.tls)}, {"send", timing(hop.timings.send)}, {"wait", timing(hop.timings.wait)},
                {"receive", timing(hop.timings.receive)}, {"total", qint64(hop.timings.total.count())}}},
        {"tls", hop.tls ? tlsJson(*hop.tls) : Json(nullptr)},
    };
}

Json findingJson(const Finding &finding, const Redactor &redactor)
{
    Json evidence = Json::array(), steps = Json::array();
    for (const Evidence &each : finding.evidence)
        evidence.push_back({{"place", utf8(placeName(each.place))}, {"what", utf8(each.what)}, {"text", utf8(redactor.text(each.text))}});
    for (const NextStep &step : finding.steps)
        steps.push_back({{"do", utf8(actionName(step.action))}, {"label", utf8(step.label)}, {"argument", utf8(redactor.text(step.argument))}});
    return {
        {"cause", utf8(causeName(finding.cause))},
        {"sure", utf8(certaintyName(finding.certainty))},
        {"title", utf8(finding.title)},
        {"text", utf8(redactor.text(finding.text))},
        {"hint", utf8(finding.hint)},
        {"evidence", evidence},
        {"steps", steps},
    };
}

}

Json exchangeReport(const RunResult &result, const Redactor &redactor)
{
    Json attempts = Json::array();
    for (const RunResult::Attempt &attempt : result.attempts) {
        Json hops = Json::array();
        for (const HttpHop &hop : attempt.exchange.hops)
            hops.push_back(hopJson(hop, redactor));
        Json added = Json::array();
        for (const auto &addition : attempt.additions)
            added.push_back(utf8(addition.name));
        Json warnings = Json::array();
        for (const QString &warning : attempt.exchange.warnings)
            warnings.push_back(utf8(redactor.text(warning)));
        attempts.push_back({
            {"credential", attempt.credential.isEmpty() ? Json(nullptr) : Json(utf8(attempt.credential.toString()))},
            {"added", added},
            {"status", attempt.exchange.status()},
            {"complete", attempt.exchange.isComplete},
            {"bodyBytes", attempt.exchange.body ? attempt.exchange.body->size() : 0},
            {"warnings", warnings},
            {"hops", hops},
        });
    }
    Json diagnosis = Json::array();
    for (const Finding &finding : result.diagnosis.findings)
        diagnosis.push_back(findingJson(finding, redactor));
    Json notes = Json::array();
    for (const QString &note : result.notes)
        notes.push_back(utf8(redactor.text(note)));
    return {
        {"version", 1},
        {"attempts", attempts},
        {"notes", notes},
        {"withheld", result.isWithheld},
        {"diagnosis", diagnosis},
        {"error",
            result.error ? Json{{"message", utf8(redactor.text(result.error->message))},
                {"advice", utf8(redactor.text(result.error->detail))}}
                         : Json(nullptr)},
    };
}

}
