#include "app/auth/flow/DiscoveryJob.h"

#include <utility>

namespace tessera {

DiscoveryJob::DiscoveryJob(AuthFlow::Setup setup, Discovery discovery, QnamTransport &transport,
    ResultCompletion<DiscoveryOutcome> completion, QObject *parent)
    : QObject(parent)
    , m_discovery(std::move(discovery))
    , m_flow(std::move(setup), transport)
    , m_completion(std::move(completion))
{
    connect(&m_flow, &AuthFlow::failed, this, [this](const AuthFlow::Failure &failed) { end(failure(failed.error)); });
    connect(&m_flow, &AuthFlow::succeeded, this, [this](const AuthFlow::Success &success) { end(outcome(success)); });
}

void DiscoveryJob::start()
{
    Step step;
    step.request = m_discovery.request;
    step.captures = m_discovery.captures;
    m_flow.run({step});
}

Result<DiscoveryOutcome> DiscoveryJob::outcome(const AuthFlow::Success &success) const
{
    DiscoveryOutcome outcome;
    const auto lookup = [&](const QString &name) {
        const auto value = success.values.constFind(name);
        return value == success.values.cend() ? std::nullopt : std::optional(value->reveal());
    };
    for (auto it = m_discovery.fills.cbegin(); it != m_discovery.fills.cend(); ++it) {
        if (const auto value = it->render(lookup); value && !value->isEmpty())
            outcome.fields.insert(it.key(), *value);
    }
    const TokenAnswer &answer = *success.lastAnswer;
    for (const Discovery::Note &note : m_discovery.notes) {
        const QString text = note.value.from({answer.status, answer.headers, answer.body}).value_or(note.otherwise);
        if (!text.isEmpty())
            outcome.notes.append({note.label, text.left(500)});
    }
    if (outcome.fields.isEmpty() && outcome.notes.isEmpty())
        return failure(
            ErrorKind::Parse, tr("The server answered, but with nothing that helps here."), tr("Check the address."));
    return outcome;
}

void DiscoveryJob::end(Result<DiscoveryOutcome> outcome)
{
    m_completion.deliver(std::move(outcome));
    deleteLater();
}

}
