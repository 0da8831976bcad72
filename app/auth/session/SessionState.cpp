#include "app/auth/session/SessionState.h"

#include "app/base/Overloaded.h"

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

template <typename State> bool is(const SessionState &state)
{
    return std::holds_alternative<State>(state);
}

bool holdsTokens(const SessionState &state)
{
    return is<Active>(state) || is<Refreshing>(state) || is<Expired>(state) || is<Failed>(state);
}

}

SessionState transition(const SessionState &from, const SessionEvent &event)
{
    return std::visit(Overloaded{
                          [&](const SignInBegan &) -> SessionState {
                              if (const auto *failed = std::get_if<Failed>(&from))
                                  return SigningIn{failed->error};
                              return is<SigningIn>(from) ? from : SessionState(SigningIn{});
                          },
                          [&](const TokensArrived &arrived) -> SessionState {
                              return arrived.alreadyExpired ? SessionState(Expired{}) : SessionState(Active{});
                          },
                          [&](const SignInEnded &ended) -> SessionState {
                              if (!is<SigningIn>(from))
                                  return from;
                              if (!ended.hasTokens)
                                  return SignedOut{};
                              if (const auto &failure = std::get<SigningIn>(from).failure)
                                  return Failed{*failure};
                              return ended.isExpired ? SessionState(Expired{}) : SessionState(Active{});
                          },
                          [&](const RefreshBegan &) -> SessionState {
                              if (is<Active>(from))
                                  return Refreshing{false};
                              if (is<Expired>(from) || is<Failed>(from))
                                  return Refreshing{true};
                              return from;
                          },
                          [&](const RefreshDone &done) -> SessionState {
                              if (is<SigningIn>(from))
                                  return SigningIn{};
                              return done.alreadyExpired ? SessionState(Expired{}) : SessionState(Active{});
                          },
                          [&](const RefreshFailed &failed) -> SessionState {
                              if (!is<Refreshing>(from))
                                  return from;
                              return failed.isExpired ? SessionState(Expired{}) : SessionState(Active{});
                          },
                          [&](const RefreshRefused &refused) -> SessionState {
                              if (is<SigningIn>(from) && !refused.isTokenGood)
                                  return SigningIn{refused.error};
                              if (!is<Refreshing>(from))
                                  return from;
                              return refused.isTokenGood ? SessionState(Active{}) : SessionState(Failed{refused.error});
                          },
                          [&](const TimeRanOut &) -> SessionState {
                              if (is<Refreshing>(from))
                                  return Refreshing{true};
                              return is<Active>(from) ? SessionState(Expired{}) : from;
                          },
                          [&](const SignOutDone &) -> SessionState { return SignedOut{}; },
                          [&](const UserNeeded &needed) -> SessionState {
                              return holdsTokens(from) && !is<Refreshing>(from) ? SessionState(Failed{needed.error}) : from;
                          },
                      },
        event);
}

QString stateName(const SessionState &state)
{
    static constexpr QLatin1StringView names[]
        = {"signed out"_L1, "signing in"_L1, "active"_L1, "refreshing"_L1, "expired"_L1, "failed"_L1};
    return names[state.index()];
}

}
