#include "ui/composer/SentWire.h"

#include "app/base/AuthScheme.h"
#include "app/base/Redactor.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

using Span = WirePreview::Span;
using Place = std::decay_t<decltype(AuthorisedRequest::Addition::place)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("SentWire", text);
}

bool isSame(const QByteArray &a, const QByteArray &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

// Where the items of the query stand in the request line.
void markQuery(WirePreview &wire, const QByteArray &line, const RunResult::Attempt &attempt, const Redactor &redactor)
{
    const auto question = line.indexOf('?'), end = line.lastIndexOf(' ');
    for (auto at = question + 1; question >= 0 && at < end;) {
        const auto next = line.indexOf('&', at);
        const auto stop = next < 0 || next > end ? end : next;
        const QByteArray item = line.mid(at, stop - at);
        const auto equals = item.indexOf('=');
        const QByteArray name = QByteArray::fromPercentEncoding(equals < 0 ? item : item.left(equals));
        const bool isAdded = std::any_of(attempt.additions.begin(), attempt.additions.end(),
            [&](const auto &addition) { return addition.place == Place::Query && addition.name.toUtf8() == name; });
        const QString value = QString::fromUtf8(item.mid(equals + 1));
        const bool isSecret = equals >= 0 && (isAdded || redactor.headerValue(QString::fromUtf8(name), value) != value);
        if (isAdded || isSecret) {
            const auto from = isAdded ? Span::From::Credential : Span::From::Composed;
            if (isAdded && equals >= 0)
                wire.spans.append({at, equals + 1, from, false, false});
            wire.spans.append({at + equals + 1, item.size() - equals - 1, from, isSecret, false});
        }
        at = stop + 1;
    }
}

void markHeader(WirePreview &wire, qsizetype at, const QByteArray &line, const RunResult::Attempt &attempt,
    const QList<RequestDocument::Row> &composed, const Redactor &redactor)
{
    const auto colon = line.indexOf(':', 1);
    if (colon < 0)
        return;
    const QByteArray name = line.left(colon);
    const QString value = QString::fromUtf8(line.mid(colon + 1).trimmed());
    const bool isAdded = std::any_of(attempt.additions.begin(), attempt.additions.end(), [&](const auto &addition) {
        return (addition.place == Place::Header && isSame(addition.name.toUtf8(), name)) || (addition.place == Place::Cookie && isSame(name, "Cookie"));
    });
    const bool isComposed = std::any_of(composed.begin(), composed.end(),
        [&](const auto &row) { return row.isOn && (isSame(row.name.trimmed().toUtf8(), name) || row.name.contains("{{"_L1)); });
    const auto from = isAdded ? Span::From::Credential
        : isComposed          ? Span::From::Composed
        : isSame(name, "Cookie") ? Span::From::Jar
                                 : Span::From::Program;
    const bool isSecret = isAdded || isSame(name, "Cookie") || redactor.headerValue(QString::fromUtf8(name), value) != value;
    auto start = colon + 1;
    while (start < line.size() && line.at(start) == ' ')
        ++start;
    start += authSchemeOf(QString::fromLatin1(line.mid(start))).size();
    if (from != Span::From::Composed)
        wire.spans.append({at, isSecret ? start : line.size() + 2, from, false, false});
    if (isSecret && start < line.size())
        wire.spans.append({at + start, line.size() - start, from, true, false});
}

}

std::optional<WirePreview> sentWire(
    const RunResult::Attempt &attempt, const QList<RequestDocument::Row> &composed, const Redactor &redactor)
{
    const QList<HttpHop> &hops = attempt.exchange.hops;
    if (hops.isEmpty())
        return {};
    // The answer to a challenge goes to the same place again; a redirect goes on to another.
    const auto last = std::find_if(hops.rbegin(), hops.rend(), [&](const HttpHop &hop) { return hop.url == hops.constFirst().url; });
    const HttpHop &hop = *last;
    WirePreview wire;
    wire.head = hop.requestHead;
    wire.url = hop.url;
    wire.credential = attempt.credential;
    wire.hasBody = hop.requestBodySize > 0;
    wire.body = hop.requestBody;
    if (hop.requestBodySize > hop.requestBody.size())
        wire.notes += tr("Only the beginning of the body is kept.");
    if (hops.size() > 1)
        wire.notes += tr("There were %1 requests; the others are under Exchange.").arg(hops.size());
    qsizetype at = 0;
    for (bool isFirst = true; at < wire.head.size(); isFirst = false) {
        const auto found = wire.head.indexOf('\n', at);
        const auto next = found < 0 ? wire.head.size() : found + 1;
        QByteArray line = wire.head.mid(at, next - at);
        while (line.endsWith('\n') || line.endsWith('\r'))
            line.chop(1);
        if (isFirst && !line.startsWith(':'))
            markQuery(wire, line, attempt, redactor);
        else
            markHeader(wire, at, line, attempt, composed, redactor);
        at = next;
    }
    return wire;
}

}
