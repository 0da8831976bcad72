#include "app/auth/Authoriser.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/PlainHttp.h"
#include "app/auth/session/Sessions.h"
#include "app/http/BodyHash.h"

namespace tessera {

Authoriser::Authoriser(const Clock &clock, const ProfileCatalog &profiles, Sessions &sessions, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_profiles(profiles)
    , m_sessions(sessions)
{
}

Result<Authoriser::Plan> Authoriser::plan(const HttpRequest &request, const CredentialId &id, Rules rules) const
{
    Plan plan;
    plan.authorised.request = request;
    if (id.isEmpty())
        return plan;
    plan.session = m_sessions.find(id);
    if (!plan.session)
        return failure(ErrorKind::SignInNeeded, tr("There is no credential “%1”.").arg(id.toString()),
            tr("Choose another one, or sign in."));
    const AuthProfile *profile = m_profiles.find(id.profile);
    if (!profile)
        return failure(ErrorKind::Profile, tr("The profile “%1” is missing or can't be read.").arg(id.profile),
            tr("Look into the profile file."));
    const Member &member = *plan.session->member(id);
    const auto origin = request.origin();
    if (!origin)
        return failure(origin.error());
    const bool isBound = member.stored.origins.isEmpty() ? Origin::of(member.credential.baseUrl) == origin
                                                         : member.stored.origins.contains(origin->toString());
    if (!isBound) {
        plan.authorised.isWithheld = true;
        plan.authorised.whyWithheld = tr("Went without %1: %2 is not an address it is bound to.").arg(id.account, origin->toString());
        return plan;
    }
    if (PlainHttp::isRefused(*origin, member.credential.baseUrl, member.credential.allowsHttp)) {
        plan.authorised.isWithheld = plan.authorised.isUnencrypted = true;
        plan.authorised.whyWithheld
            = tr("Went without %1: %2 is not encrypted, and this account is not allowed to use http:// there.").arg(id.account, origin->toString());
        return plan;
    }
    const PublicRule *rule = rules == Rules::Ignored || profile->publicRules.isEmpty()
        ? nullptr
        : profile->publicRule(request.method, pathBelow(request.url, member.credential.baseUrl));
    if (!rule) {
        plan.needsToken = true;
        return plan;
    }
    const bool isUsable = !plan.session->stored().tokens.isEmpty() && !plan.session->isAccessOver()
        && !plan.session->isRefreshing() && std::holds_alternative<Active>(plan.session->state());
    const auto done = addCredential(plan.authorised, *profile, member, isUsable && !rule->neverCarries);
    if (!done) { // Not even what every request carries is there (signed out): a public endpoint does not fail for it.
        plan.authorised = {};
        plan.authorised.request = request;
    }
    plan.authorised.isPublic = true;
    return plan;
}

void Authoriser::authorise(
    const HttpRequest &request, const CredentialId &id, Rules rules, ResultCompletion<AuthorisedRequest> completion)
{
    auto made = plan(request, id, rules);
    if (!made)
        return completion.deliver(failure(made.error()));
    if (made->authorised.isWithheld)
        made->session->tell({CredentialEvent::Kind::Withheld, CredentialEvent::Reason::None, {},
            (made->authorised.isUnencrypted ? tr("Kept back from %1, which is not encrypted.")
                                            : tr("Kept back from %1, which is not an address it is bound to."))
                .arg(request.origin()->toString()),
            {}, {}, {}, 0});
    if (!made->needsToken)
        return sign(std::move(made->authorised), std::move(completion));
    const Place place{made->session, id};
    std::vector<Waiting> &waiting = m_waiting[place];
    waiting.push_back({std::move(made->authorised), rules, std::move(completion), m_clock.boot()});
    if (waiting.size() == 1)
        made->session->whenFresh({this, [this, place](const Result<Done> &fresh) { answer(place, fresh); }});
}

void Authoriser::answer(const Place &place, const Result<Done> &fresh)
{
    auto waiting = m_waiting.extract(place);
    for (Waiting &each : waiting.mapped()) {
        if (!fresh) {
            each.completion.deliver(failure(fresh.error()));
            continue;
        }
        each.authorised.waited = m_clock.boot() - each.began;
        addFresh(std::move(each.authorised), place.second, each.rules, std::move(each.completion));
    }
}

void Authoriser::addFresh(
    AuthorisedRequest authorised, const CredentialId &id, Rules rules, ResultCompletion<AuthorisedRequest> completion)
{
    const AuthProfile *profile = m_profiles.find(id.profile);
    Session *session = m_sessions.find(id);
    if (!profile || !session)
        return completion.deliver(
            failure(ErrorKind::SignInNeeded, tr("%1 was forgotten in the meantime.").arg(id.account)));
    if (const auto done = addCredential(authorised, *profile, *session->member(id), true); !done)
        return completion.deliver(failure(done.error()));
    if (rules == Rules::Ignored)
        return completion.deliver(std::move(authorised));
    sign(std::move(authorised), std::move(completion));
}

// What is signed has to be whole, so this comes last.
void Authoriser::sign(AuthorisedRequest authorised, ResultCompletion<AuthorisedRequest> completion)
{
    if (!authorised.aws)
        return completion.deliver(std::move(authorised));
    if (!AwsSigner::needsHash(*authorised.aws)) {
        signAws(authorised, AwsSigner::unsignedPayload, m_clock.now());
        return completion.deliver(std::move(authorised));
    }
    const BodySource body = authorised.request.body;
    BodyHash::sha256(body, {this, [this, authorised, completion](const Result<QByteArray> &hash) mutable {
                                if (!hash)
                                    return completion.deliver(failure(hash.error()));
                                signAws(authorised, *hash, m_clock.now());
                                completion.deliver(authorised);
                            }});
}

Result<AuthorisedRequest> Authoriser::preview(const HttpRequest &request, const CredentialId &id) const
{
    auto made = plan(request, id, Rules::Obeyed);
    if (!made)
        return failure(made.error());
    AuthorisedRequest authorised = std::move(made->authorised);
    if (made->needsToken) {
        const Session &session = *made->session;
        if (session.stored().tokens.isEmpty())
            return failure(ErrorKind::SignInNeeded, tr("%1 is not signed in.").arg(id.account), tr("Sign in, or send it as nobody."));
        if (session.isAccessOver() || session.isRefreshing())
            authorised.notes += tr("The token is over or being refreshed: the one that goes along will be another.");
        if (const auto done = addCredential(authorised, *m_profiles.find(id.profile), *made->session->member(id), true); !done)
            return failure(done.error());
    }
    if (authorised.aws && !AwsSigner::needsHash(*authorised.aws))
        signAws(authorised, AwsSigner::unsignedPayload, m_clock.now());
    else if (authorised.aws && authorised.request.body.isInMemory())
        signAws(authorised, BodyHash::ofMemory(authorised.request.body), m_clock.now());
    return authorised;
}

}
