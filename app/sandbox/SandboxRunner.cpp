#include "app/sandbox/SandboxRunner.h"

#include <QtCore/QUuid>

#include <algorithm>

namespace tessera {

namespace {

constexpr int mostSteps = 1000; // checks that run checks can be a great many

bool hasShape(SandboxCondition::Shape shape, const std::string &text)
{
    const auto all = [&text](auto is) { return !text.empty() && std::all_of(text.begin(), text.end(), is); };
    switch (shape) {
    case SandboxCondition::Shape::Any:
        return true;
    case SandboxCondition::Shape::Hex:
        return all([](unsigned char c) { return std::isxdigit(c) != 0; });
    case SandboxCondition::Shape::Uuid:
        return !QUuid::fromString(toQString(text)).isNull();
    case SandboxCondition::Shape::Number:
        return all([](unsigned char c) { return std::isdigit(c) != 0; });
    }
    return false;
}

bool isIn(const Json &value, const Json &all)
{
    if (all.is_object())
        return value.is_string() && all.contains(value.get<std::string>());
    return all.is_array() && std::find(all.begin(), all.end(), value) != all.end();
}

}

SandboxRunner::SandboxRunner(const SandboxScript &script, SandboxScope &scope, SandboxItems &items, TokenMint &mint,
    const std::string &rawBody, UtcTime now)
    : m_script(script)
    , m_scope(scope)
    , m_items(items)
    , m_mint(mint)
    , m_rawBody(rawBody)
    , m_now(now)
{
}

bool SandboxRunner::holds(const SandboxCondition &condition, const SandboxScope &scope)
{
    const auto found = scope.fill(condition.value);
    const Json value = found.value_or(Json());
    const bool isPresent = found && !value.is_null() && value != Json("");
    if (condition.present && *condition.present != isPresent)
        return false;
    if (condition.isNot && value == scope.fillOrNull(*condition.isNot))
        return false;
    if (condition.is && (!found || value != scope.fillOrNull(*condition.is)))
        return false;
    if (condition.in && (!found || !isIn(value, scope.fillOrNull(*condition.in))))
        return false;
    if (condition.contains && (!found || !isIn(scope.fillOrNull(*condition.contains), value)))
        return false;
    const std::string text = SandboxScope::toText(value);
    if (condition.shape != SandboxCondition::Shape::Any && !hasShape(condition.shape, text))
        return false;
    const auto length = qint64(text.size());
    return length >= condition.least && (condition.most < 0 || length <= condition.most);
}

const SandboxAnswer *SandboxRunner::run(const SandboxSteps &steps)
{
    const int answer = playAll(steps);
    return answer < 0 ? nullptr : &m_script.answers[std::size_t(answer)];
}

int SandboxRunner::playAll(const SandboxSteps &steps)
{
    for (const SandboxStep &step : steps) {
        if (++m_played > mostSteps)
            return -1;
        const int answer = std::visit([this](const auto &what) { return play(what); }, step.what);
        if (answer >= 0)
            return answer;
    }
    return -1;
}

int SandboxRunner::goTo(const SandboxTarget &target)
{
    return target.check >= 0 ? playAll(m_script.checks[std::size_t(target.check)]) : target.answer;
}

void SandboxRunner::setBodyDefect(const std::string &text, std::size_t line, std::size_t column)
{
    m_scope.set("bodyDefect", Json{{"text", text}, {"line", line}, {"column", column}});
}

int SandboxRunner::play(const step::ReadBody &step)
{
    const std::string type = m_scope.text("{{request.type}}");
    if (type == "application/x-www-form-urlencoded" && step.isFormRead) {
        m_scope.set("body", SandboxScope::formFields(m_rawBody));
        return -1;
    }
    if (type != "application/json" || !step.isJsonRead || m_rawBody.empty()) {
        setBodyDefect("no content", 1, 0);
        return goTo(step.orElse);
    }
    auto json = parseJson(QByteArray::fromStdString(m_rawBody), {});
    if (json && (step.mayBeAnything || json->is_object())) {
        m_scope.set("body", std::move(*json));
        return -1;
    }
    std::size_t at = 0;
    try {
        static_cast<void>(Json::parse(m_rawBody).size());
    } catch (const Json::parse_error &error) {
        at = error.byte;
    }
    const bool isCut = at > m_rawBody.size();
    const std::string before = m_rawBody.substr(0, std::min(at, m_rawBody.size()));
    const auto newline = before.rfind('\n');
    setBodyDefect(isCut ? "unexpected end of JSON input" : "invalid JSON",
        1 + std::size_t(std::count(before.begin(), before.end(), '\n')),
        newline == std::string::npos ? before.size() : before.size() - newline - 1);
    return goTo(step.orElse);
}

int SandboxRunner::play(const step::Check &step)
{
    return holds(step.condition, m_scope) ? -1 : goTo(step.orElse);
}

int SandboxRunner::play(const step::Collect &step)
{
    Json added = Json::array();
    for (const auto &[condition, item] : step.all) {
        if (!holds(condition, m_scope))
            added.push_back(m_scope.fillOrNull(item));
    }
    const bool isClean = added.empty();
    m_scope.set(step.as, std::move(added));
    return isClean ? -1 : goTo(step.orElse);
}

int SandboxRunner::play(const step::Set &step)
{
    for (const auto &[path, form] : step.values) {
        if (step.onlyMissing && m_scope.find(path))
            continue;
        if (auto value = m_scope.fill(form))
            m_scope.set(path, std::move(*value));
    }
    return -1;
}

int SandboxRunner::play(const step::Find &step)
{
    m_scope.unset(step.as);
    auto found = m_items.find(step.store, step.where, m_scope);
    if (!found)
        return goTo(step.orElse);
    m_scope.set(step.as, std::move(*found));
    return -1;
}

int SandboxRunner::play(const step::Add &step)
{
    Json item = m_scope.fillOrNull(step.item);
    if (!step.as.empty())
        m_scope.set(step.as, item);
    m_items.add(step.store, std::move(item));
    return -1;
}

int SandboxRunner::play(const step::Change &step)
{
    auto changed = m_items.change(step, m_scope);
    if (changed && !step.as.empty())
        m_scope.set(step.as, std::move(*changed));
    return -1;
}

int SandboxRunner::play(const step::Remove &step)
{
    m_items.remove(step.store, step.where, m_scope);
    return -1;
}

int SandboxRunner::play(const step::List &step)
{
    m_scope.set(step.as, m_items.list(step.store, step.where, step.each, m_scope));
    return -1;
}

int SandboxRunner::play(const step::Token &step)
{
    m_scope.unset(step.as);
    const std::string text = m_scope.text(step.text);
    auto found = m_mint.find(step.kind, text, m_now);
    const bool isOfOther = (!step.subject.is_null() && m_scope.text(step.subject) != found.subject)
        || (!step.slot.is_null() && m_scope.text(step.slot) != found.slot);
    if (found.state == TokenMint::State::Dead && m_script.tokens.at(step.kind).isRefreshing)
        ++m_deadRefreshTokens;
    if (found.state == TokenMint::State::Expired && !isOfOther)
        return goTo(step.whenExpired);
    if (found.state != TokenMint::State::Good || isOfOther)
        return goTo(step.orElse);
    m_scope.set(step.as, Json{{"text", text}, {"subject", found.subject}, {"slot", found.slot}, {"kind", step.kind}});
    return -1;
}

int SandboxRunner::play(const step::Issue &step)
{
    const bool isLingering = step.linger && holds(*step.linger, m_scope);
    m_scope.set(
        "issued", m_mint.issue(step, m_scope.text(step.subject), m_scope.text(step.slot), isLingering, m_now, m_scope));
    return -1;
}

int SandboxRunner::play(const step::Revoke &step)
{
    m_mint.revoke(m_scope.text(step.subject), m_scope.text(step.slot), step.linger && holds(*step.linger, m_scope));
    return -1;
}

int SandboxRunner::play(const step::Slots &step)
{
    m_scope.set(step.as, m_mint.slots(m_scope.text(step.subject)));
    return -1;
}

int SandboxRunner::play(const step::Pick &step)
{
    const Json from = m_scope.fillOrNull(step.from);
    const auto found = from.is_object() ? from.find(m_scope.text(step.member)) : from.end();
    m_scope.unset(step.as);
    if (found != from.end())
        m_scope.set(step.as, *found);
    return -1;
}

int SandboxRunner::play(const step::When &step)
{
    return playAll(holds(step.condition, m_scope) ? step.then : step.otherwise);
}

int SandboxRunner::play(const step::Run &step)
{
    return playAll(m_script.checks[std::size_t(step.check)]);
}

int SandboxRunner::play(const step::Reply &step)
{
    return step.answer;
}

}
