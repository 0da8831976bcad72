#include "app/auth/session/SessionState.h"

#include <QtTest/QtTest>

using namespace tessera;
using namespace Qt::StringLiterals;

namespace {

const Error refused{ErrorKind::SignInNeeded, u"refused"_s, {}};

}

class tst_SessionState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesWhereTheArrowPoints_data();
    void goesWhereTheArrowPoints();
    void everyPairIsInTheTable();
};

Q_DECLARE_METATYPE(SessionState)
Q_DECLARE_METATYPE(SessionEvent)

namespace {

struct Arrow {
    const char *name;
    SessionState from;
    SessionEvent event;
    SessionState to;
};

// Every state against every event; what changes nothing stands here too.
std::vector<Arrow> arrows()
{
    const SessionState out = SignedOut{}, in = SigningIn{}, active = Active{}, early = Refreshing{false},
                       late = Refreshing{true}, expired = Expired{}, failed = Failed{refused},
                       inAgain = SigningIn{refused};
    std::vector<Arrow> all;
    const auto add = [&](const char *name, const SessionEvent &event,
                         std::initializer_list<std::pair<SessionState, SessionState>> rows) {
        for (const auto &[from, to] : rows)
            all.push_back({name, from, event, to});
    };
    add("sign-in began", SignInBegan{},
        {{out, in}, {in, in}, {active, in}, {early, in}, {late, in}, {expired, in}, {failed, inAgain},
            {inAgain, inAgain}});
    add("tokens arrived", TokensArrived{false},
        {{out, active}, {in, active}, {active, active}, {early, active}, {late, active}, {expired, active},
            {failed, active}});
    add("tokens arrived over", TokensArrived{true},
        {{out, expired}, {in, expired}, {active, expired}, {early, expired}, {late, expired}, {expired, expired},
            {failed, expired}});
    add("sign-in ended, nothing held", SignInEnded{false, false},
        {{out, out}, {in, out}, {active, active}, {early, early}, {late, late}, {expired, expired}, {failed, failed}});
    add("sign-in ended, old tokens live", SignInEnded{true, false},
        {{out, out}, {in, active}, {active, active}, {early, early}, {late, late}, {expired, expired}, {failed, failed},
            {inAgain, failed}});
    add("sign-in ended, old tokens over", SignInEnded{true, true},
        {{out, out}, {in, expired}, {active, active}, {early, early}, {late, late}, {expired, expired}, {failed, failed}});
    add("refresh began", RefreshBegan{},
        {{out, out}, {in, in}, {active, early}, {early, early}, {late, late}, {expired, late}, {failed, late}});
    add("refresh done", RefreshDone{false},
        {{out, active}, {in, in}, {active, active}, {early, active}, {late, active}, {expired, active}, {failed, active},
            {inAgain, in}});
    add("refresh done, token over", RefreshDone{true},
        {{out, expired}, {in, in}, {active, expired}, {early, expired}, {late, expired}, {expired, expired},
            {failed, expired}, {inAgain, in}});
    add("refresh failed, token lives", RefreshFailed{false},
        {{out, out}, {in, in}, {active, active}, {early, active}, {late, active}, {expired, expired}, {failed, failed}});
    add("refresh failed, token over", RefreshFailed{true},
        {{out, out}, {in, in}, {active, active}, {early, expired}, {late, expired}, {expired, expired}, {failed, failed}});
    add("refresh refused, token good", RefreshRefused{refused, true},
        {{out, out}, {in, in}, {active, active}, {early, active}, {late, active}, {expired, expired}, {failed, failed}});
    add("refresh refused, token over", RefreshRefused{refused, false},
        {{out, out}, {in, inAgain}, {active, active}, {early, failed}, {late, failed}, {expired, expired}, {failed, failed}});
    add("time ran out", TimeRanOut{},
        {{out, out}, {in, in}, {active, expired}, {early, late}, {late, late}, {expired, expired}, {failed, failed}});
    add("signed out", SignOutDone{},
        {{out, out}, {in, out}, {active, out}, {early, out}, {late, out}, {expired, out}, {failed, out}});
    add("user needed", UserNeeded{refused},
        {{out, out}, {in, in}, {active, failed}, {early, early}, {late, late}, {expired, failed}, {failed, failed}});
    return all;
}

}

void tst_SessionState::goesWhereTheArrowPoints_data()
{
    QTest::addColumn<SessionState>("from");
    QTest::addColumn<SessionEvent>("event");
    QTest::addColumn<SessionState>("to");
    for (const Arrow &arrow : arrows()) {
        const auto *late = std::get_if<Refreshing>(&arrow.from);
        QTest::addRow(
            "%s while %s%s%s", arrow.name, qPrintable(stateName(arrow.from)), late && late->wasExpired ? " late" : "",
            arrow.from == SessionState(SigningIn{refused}) ? " after a failure" : "")
            << arrow.from << arrow.event << arrow.to;
    }
}

void tst_SessionState::goesWhereTheArrowPoints()
{
    QFETCH(SessionState, from);
    QFETCH(SessionEvent, event);
    QFETCH(SessionState, to);
    const SessionState got = transition(from, event);
    QVERIFY2(got == to, qPrintable(stateName(got)));
}

void tst_SessionState::everyPairIsInTheTable()
{
    QSet<std::pair<qsizetype, qsizetype>> pairs;
    for (const Arrow &arrow : arrows())
        pairs.insert({qsizetype(arrow.from.index()), qsizetype(arrow.event.index())});
    QCOMPARE(pairs.size(), qsizetype(std::variant_size_v<SessionState> * std::variant_size_v<SessionEvent>));
}

QTEST_GUILESS_MAIN(tst_SessionState)
#include "tst_SessionState.moc"
