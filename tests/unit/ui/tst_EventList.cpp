#include "ui/credentials/EventList.h"

#include <QtTest/QTest>

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_EventList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalOnesTakeOneLine();
};

void tst_EventList::equalOnesTakeOneLine()
{
    using Event = CredentialEvent;
    const UtcTime now{1'800'000'000s};
    QList<Event> events;
    for (int i = 0; i < 12; ++i) {
        events.append({Event::Kind::Refreshed, Event::Reason::Timer, now - i * 60s, {}, {}, {}, {}, 0});
        if (i == 3)
            events.append({Event::Kind::RefreshFailed, Event::Reason::Timer, now - i * 60s - 1s, u"why"_s, {}, {}, {}, 0});
    }
    events.append({Event::Kind::Refreshed, Event::Reason::User, now - 800s, {}, {}, {}, {}, 0}); // reads differently
    events.append({Event::Kind::SignedIn, Event::Reason::User, now - 900s, {}, {}, {}, {}, 0});

    const QList<EventList::Fold> folds = EventList::folded(events);
    QCOMPARE(folds.size(), 4);
    QCOMPARE(folds.at(0), (EventList::Fold{events.at(0), 12}));
    QCOMPARE(folds.at(1).last.text, u"why"_s);
    QCOMPARE(folds.at(2).times, 1);
    QCOMPARE(folds.at(3).last.kind, Event::Kind::SignedIn);
    QVERIFY(EventList::folded({}).isEmpty());
}

QTEST_GUILESS_MAIN(tst_EventList)
#include "tst_EventList.moc"
