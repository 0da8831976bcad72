#include "app/sandbox/SandboxPlay.h"

#include "app/sandbox/RequestNames.h"
#include "app/sandbox/SandboxRunner.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

bool isTokenCall(SandboxCall call)
{
    return call == SandboxCall::SignIn || call == SandboxCall::Refresh;
}

QDateTime dateOf(UtcTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC);
}

std::string httpDate(UtcTime time) // RFC 9110, 5.6.7
{
    return QLocale::c().toString(dateOf(time), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toStdString();
}

std::string decoded(std::string_view segment)
{
    return QByteArray::fromPercentEncoding(QByteArray(segment.data(), qsizetype(segment.size()))).toStdString();
}

// Sets "path.name" for each "{name}".
bool fits(const SandboxRoute &route, const std::vector<std::string> &segments, SandboxScope &scope)
{
    Json named = Json::object();
    std::size_t i = 0;
    for (; i < route.path.size(); ++i) {
        const std::string &wanted = route.path[i];
        if (wanted == "**" && i + 1 == route.path.size())
            return scope.set("path", std::move(named)), true;
        if (i >= segments.size())
            return false;
        const std::string segment = decoded(segments[i]);
        if (wanted.size() > 2 && wanted.front() == '{' && wanted.back() == '}') {
            if (segment.empty())
                return false;
            named[wanted.substr(1, wanted.size() - 2)] = segment;
        } else if (wanted != segment) {
            return false;
        }
    }
    if (i != segments.size())
        return false;
    scope.set("path", std::move(named));
    return true;
}

std::string reasonOf(int status)
{
    switch (status) {
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 408:
        return "Request Timeout";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Error";
    }
}

}

SandboxPlay::SandboxPlay(
    SandboxScript script, const SandboxOptions &options, std::function<void(const SandboxRequest &)> served)
    : m_script(std::move(script))
    , m_now(options.now ? options.now
                        : [] { return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()); })
    , m_served(std::move(served))
    , m_items(m_script.stores)
    , m_mint(m_script.tokens, options.accessLife)
    , m_startedAt(m_now())
    , m_slowFailures(options.slowFailures)
{
    for (const SandboxSwitch &choice : m_script.switches)
        m_switches[choice.name.toStdString()] = choice.choices.first().toStdString();
}

UtcTime SandboxPlay::now() const
{
    return m_now() + m_skew;
}

void SandboxPlay::setOrigin(const std::string &origin)
{
    const std::lock_guard lock(m_mutex);
    m_origin = origin;
}

LoopbackAnswer SandboxPlay::serve(const LoopbackRequest &request)
{
    const std::lock_guard lock(m_mutex);
    SandboxScope scope = scopeOf(request);
    const SandboxRoute *found = route(request, scope);
    const SandboxCall call = found ? found->call : SandboxCall::Other;
    countStart(call);

    const auto failure = takePlan(call, false);
    LoopbackAnswer answer = failure ? failed(*failure, scope) : played(found, request, scope);
    if (!failure && takePlan(call, true))
        answer.isDropped = true;
    for (const auto &[kind, delay] : m_delays) {
        if (kind == call || kind == SandboxCall::Any)
            answer.delay += delay;
    }

    SandboxRequest log{m_script.profileId, toQString(request.method), toQString(request.path()), {}, call,
        answer.isDropped ? 0 : answer.status, now()};
    for (const auto &[name, value] : request.headers) {
        if (!log.headers.contains(toQString(name), Qt::CaseInsensitive))
            log.headers += toQString(name);
    }
    answer.finished = [this, call, log] {
        countEnd(call);
        m_served(log);
    };
    return answer;
}

LoopbackAnswer SandboxPlay::played(const SandboxRoute *route, const LoopbackRequest &request, SandboxScope &scope)
{
    SandboxRunner runner(m_script, scope, m_items, m_mint, request.body, now());
    const SandboxAnswer *answer = runner.run(route ? route->steps : m_script.otherwise);
    m_counters.deadRefreshTokens += runner.deadRefreshTokens();
    if (answer)
        return written(*answer, scope);
    LoopbackAnswer empty;
    empty.status = 500; // a file whose steps end without an answer
    empty.headers.emplace_back("Date", httpDate(now()));
    return empty;
}

LoopbackAnswer SandboxPlay::failed(const Plan &plan, SandboxScope &scope) const
{
    scope.set("status", plan.status);
    scope.set("reason", reasonOf(plan.status));
    LoopbackAnswer answer;
    if (m_script.trouble >= 0)
        answer = written(m_script.answers[std::size_t(m_script.trouble)], scope);
    answer.status = plan.status;
    if (plan.retryAfter)
        answer.headers.emplace_back("Retry-After", std::to_string(plan.retryAfter->count()));
    return answer;
}

LoopbackAnswer SandboxPlay::written(const SandboxAnswer &form, const SandboxScope &scope) const
{
    LoopbackAnswer answer;
    const Json status = scope.fillOrNull(form.status);
    answer.status = status.is_number_integer() ? status.get<int>() : std::atoi(SandboxScope::toText(status).c_str());
    if (answer.status < 200 || answer.status > 599)
        answer.status = 500;
    answer.headers = m_script.headers;
    answer.headers.insert(answer.headers.end(), form.headers.begin(), form.headers.end());
    answer.headers.emplace_back("Date", httpDate(now()));
    if (form.body == SandboxAnswer::Body::Json)
        answer.body = scope.fillOrNull(form.content)
                          .dump(form.indent > 0 ? form.indent : -1, ' ', false, Json::error_handler_t::replace);
    else if (form.body == SandboxAnswer::Body::Text)
        answer.body = scope.text(form.content);
    if (form.body != SandboxAnswer::Body::None) {
        answer.type = form.type;
        if (form.hasNewline)
            answer.body += '\n';
    }
    if (m_slowFailures)
        answer.delay = form.delay;
    answer.isDropped = form.isDropped;
    return answer;
}

SandboxScope SandboxPlay::scopeOf(const LoopbackRequest &request) const
{
    const auto secondsOf
        = [](UtcTime time) { return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count(); };
    const UtcTime time = now();
    SandboxScope scope;
    scope.set("request", namesOf(request));
    scope.set("switch", m_switches);
    scope.set("server",
        Json{{"origin", m_origin}, {"baseUrl", m_origin + m_script.basePath},
            {"startedAt", dateOf(m_startedAt).toString(Qt::ISODate).toStdString()},
            {"uptime", std::max<qint64>(0, secondsOf(m_now()) - secondsOf(m_startedAt))}});
    scope.set("now",
        Json{{"seconds", secondsOf(time)}, {"ms", time.time_since_epoch().count()},
            {"iso", dateOf(time).toString(Qt::ISODateWithMs).toStdString()}});
    return scope;
}

const SandboxRoute *SandboxPlay::route(const LoopbackRequest &request, SandboxScope &scope) const
{
    const std::string path = request.path();
    if (!path.starts_with(m_script.basePath + '/'))
        return nullptr;
    std::vector<std::string> segments;
    std::string_view rest = std::string_view(path).substr(m_script.basePath.size() + 1);
    while (true) {
        const auto slash = rest.find('/');
        segments.emplace_back(rest.substr(0, slash));
        if (slash == std::string_view::npos)
            break;
        rest.remove_prefix(slash + 1);
    }
    const std::string method = m_script.isHeadGet && request.method == "HEAD" ? "GET" : request.method;
    for (const SandboxRoute &route : m_script.routes) {
        if ((route.method == "*" || route.method == method) && fits(route, segments, scope))
            return &route;
    }
    return nullptr;
}

std::optional<SandboxPlay::Plan> SandboxPlay::takePlan(SandboxCall call, bool isDrop)
{
    const auto plan = std::find_if(m_plans.begin(), m_plans.end(), [&](const Plan &candidate) {
        return (candidate.status == 0) == isDrop && (candidate.call == SandboxCall::Any || candidate.call == call);
    });
    if (plan == m_plans.end())
        return std::nullopt;
    const Plan taken = *plan;
    if (--plan->count <= 0)
        m_plans.erase(plan);
    return taken;
}

void SandboxPlay::countStart(SandboxCall call)
{
    ++m_counters.requests;
    m_counters.signIns += call == SandboxCall::SignIn;
    m_counters.refreshes += call == SandboxCall::Refresh;
    m_counters.signOuts += call == SandboxCall::SignOut;
    m_counters.mostInFlight = std::max(m_counters.mostInFlight, ++m_counters.inFlight);
    if (isTokenCall(call))
        m_counters.mostTokenCallsInFlight = std::max(m_counters.mostTokenCallsInFlight, ++m_counters.tokenCallsInFlight);
}

void SandboxPlay::countEnd(SandboxCall call)
{
    const std::lock_guard lock(m_mutex);
    --m_counters.inFlight;
    if (isTokenCall(call))
        --m_counters.tokenCallsInFlight;
}

void SandboxPlay::expireNow()
{
    const std::lock_guard lock(m_mutex);
    m_mint.expireAll(now());
}

void SandboxPlay::revoke()
{
    const std::lock_guard lock(m_mutex);
    m_mint.revokeAll(now());
}

void SandboxPlay::dropNext(SandboxCall call, int count)
{
    const std::lock_guard lock(m_mutex);
    if (count > 0)
        m_plans.push_back({call, count, 0, std::nullopt});
}

void SandboxPlay::failNext(SandboxCall call, int count, int status, std::optional<std::chrono::seconds> retryAfter)
{
    const std::lock_guard lock(m_mutex);
    if (count > 0 && status >= 200 && status <= 599)
        m_plans.push_back({call, count, status, retryAfter});
}

void SandboxPlay::setDelay(SandboxCall call, Milliseconds delay)
{
    const std::lock_guard lock(m_mutex);
    m_delays[call] = std::max(delay, Milliseconds(0));
}

void SandboxPlay::setSkew(std::chrono::seconds skew)
{
    const std::lock_guard lock(m_mutex);
    m_skew = skew;
}

void SandboxPlay::setSlowFailures(bool on)
{
    const std::lock_guard lock(m_mutex);
    m_slowFailures = on;
}

void SandboxPlay::setAccessLife(std::optional<Milliseconds> life)
{
    const std::lock_guard lock(m_mutex);
    m_mint.setAccessLife(life);
}

bool SandboxPlay::setSwitch(const QString &name, const QString &choice)
{
    for (const SandboxSwitch &known : m_script.switches) {
        if (known.name != name || !known.choices.contains(choice))
            continue;
        const std::lock_guard lock(m_mutex);
        m_switches[name.toStdString()] = choice.toStdString();
        return true;
    }
    return false;
}

SandboxCounters SandboxPlay::counters() const
{
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

void SandboxPlay::resetCounters()
{
    const std::lock_guard lock(m_mutex);
    m_counters = SandboxCounters{.inFlight = m_counters.inFlight, .tokenCallsInFlight = m_counters.tokenCallsInFlight};
}

}
