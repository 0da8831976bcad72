#include "ui/response/RunStory.h"

#include "app/base/Redactor.h"
#include "app/http/Origin.h"
#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"
#include "app/run/RunWatch.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Tone = RunStory::Step::Tone;
using Reason = RunResult::Attempt::Reason;

namespace {

enum Actor { You, Tessera, FirstServer };

constexpr Milliseconds waited = 50ms; // less is no waiting

QString tr(const char *text)
{
    return QCoreApplication::translate("RunStory", text);
}

class Teller {
public:
    explicit Teller(const Redactor &redactor)
        : m_redactor(redactor)
    {
        m_story.actors = {tr("You"), u"Tessera"_s};
    }

    RunStory tell(const RunResult &result)
    {
        if (result.attempts.isEmpty())
            return tellNothingSent(result);
        const HttpHop &first = result.attempts.constFirst().exchange.hops.constFirst();
        say(You, Tessera, tr("Send %1").arg(request(first)));
        for (const RunResult::Attempt &attempt : result.attempts)
            tellAttempt(attempt);
        const int server = serverOf(result.attempts.constLast().exchange.last());
        if (!result.refreshTrouble.isEmpty()) {
            say(Tessera, server, tr("refresh of the token"));
            say(server, Tessera, m_redactor.text(result.refreshTrouble), Tone::Bad);
        }
        if (result.error)
            say(Tessera, Tessera, m_redactor.text(result.error->message), Tone::Bad);
        tellWhatWouldHelp(result.diagnosis, server);
        return m_story;
    }

private:
    void say(int from, int to, const QString &text, Tone tone = Tone::Plain) { m_story.steps.append({from, to, text, tone, false}); }

    // Redacted before it is cut: half a secret is not found any more.
    [[nodiscard]] QString shown(const QByteArray &bytes, qsizetype limit) const
    {
        return VisibleText::of(m_redactor.text(QString::fromUtf8(bytes)).toUtf8(), limit);
    }

    [[nodiscard]] QString namesOf(const QList<QByteArray> &names) const
    {
        QStringList texts;
        for (const QByteArray &name : names)
            texts += shown(name, 40);
        return texts.join(u", "_s);
    }

    RunStory tellNothingSent(const RunResult &result)
    {
        m_story.actors += tr("The API");
        say(You, Tessera, tr("Send"));
        if (result.error)
            say(Tessera, You, m_redactor.text(result.error->message), Tone::Bad);
        tellWhatWouldHelp(result.diagnosis, FirstServer);
        return m_story;
    }

    void tellAttempt(const RunResult::Attempt &attempt)
    {
        const int server = serverOf(attempt.exchange.hops.constFirst());
        if (attempt.reason == Reason::TokenChanged)
            say(Tessera, Tessera, tr("the token was refreshed meanwhile"), Tone::Good);
        if (attempt.reason == Reason::Refreshed || attempt.waited >= waited) {
            say(Tessera, server, tr("refresh of the token"));
            say(server, Tessera, tr("a new token"), Tone::Good);
        }
        QStringList added;
        for (const Applier::Addition &addition : attempt.additions)
            added += addition.name;
        if (!added.contains("Authorization"_L1, Qt::CaseInsensitive)
            && attempt.exchange.hops.constFirst().requestHead.toLower().contains("\nauthorization:"))
            added += tr("Authorization, by hand");
        for (const HttpHop &hop : attempt.exchange.hops) {
            const int to = serverOf(hop);
            if (const auto left = hop.withheldHeaders + hop.withheldQueryItems; !left.isEmpty())
                say(Tessera, Tessera, tr("left out for the other address: %1").arg(namesOf(left)), Tone::Bad);
            const QString carried = added.join(u", "_s);
            say(Tessera, to, carried.isEmpty() ? request(hop) : tr("%1 · %2").arg(request(hop), carried));
            if (hop.status > 0)
                say(to, Tessera, u"%1 %2"_s.arg(hop.status).arg(shown(hop.reason, 40)).trimmed(),
                    hop.status >= 400 ? Tone::Bad : hop.status < 300 ? Tone::Good : Tone::Plain);
            added.clear(); // what goes along to the next one depends on where it is
        }
    }

    void tellWhatWouldHelp(const Diagnosis &diagnosis, int server)
    {
        const Finding *finding = diagnosis.first();
        if (!finding || finding->steps.isEmpty())
            return;
        const QString text = wouldBe(finding->steps.constFirst());
        if (!text.isEmpty())
            m_story.steps.append({Tessera, server, tr("would be: %1").arg(text), Tone::Good, true});
    }

    [[nodiscard]] static QString wouldBe(const NextStep &step)
    {
        using Action = NextStep::Action;
        switch (step.action) {
        case Action::Refresh:
            return tr("with a fresh token");
        case Action::SignIn:
            return tr("after signing in");
        case Action::ChooseIdentity:
            return tr("as somebody");
        case Action::SwitchIdentity: {
            const auto id = CredentialId::parse(step.argument);
            return id ? tr("as %1").arg(id->account) : tr("as somebody else");
        }
        case Action::AddHeader:
            return step.argument.isEmpty() ? QString() : u"+ "_s + step.argument;
        case Action::RemoveHeader:
            return tr("with the credential's own %1").arg(step.argument);
        case Action::BindOrigin:
            return tr("with the credential");
        case Action::EditCredential:
        case Action::EditProfile:
        case Action::FixRequest:
        case Action::InspectToken:
        case Action::SetClock:
        case Action::Retry:
        case Action::AskOwner:
            return {};
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] QString request(const HttpHop &hop) const
    {
        const QString path = shown(UrlText::split(hop.url).path, 80);
        return VisibleText::of(RunWatch::methodOf(hop), 20) + u' ' + (path.isEmpty() ? u"/"_s : path);
    }

    [[nodiscard]] int serverOf(const HttpHop &hop)
    {
        const auto origin = Origin::of(hop.url);
        const QString host = origin ? origin->authority() : tr("The API");
        const auto known = m_story.actors.indexOf(host, FirstServer);
        if (known >= 0)
            return int(known);
        m_story.actors += host;
        return int(m_story.actors.size()) - 1;
    }

    const Redactor &m_redactor;
    RunStory m_story;
};

}

RunStory RunStory::of(const RunResult &result, const Redactor &redactor)
{
    return Teller(redactor).tell(result);
}

QString RunStory::text() const
{
    QStringList lines;
    for (const Step &step : steps) {
        const QString who = step.from == step.to ? actors.value(step.from) : tr("%1 to %2").arg(actors.value(step.from), actors.value(step.to));
        lines += tr("%1. %2: %3").arg(lines.size() + 1).arg(who, step.text);
    }
    return lines.join(u'\n');
}

}
