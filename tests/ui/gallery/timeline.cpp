#include "tests/support/FakeClock.h"
#include "tests/support/SampleTimeline.h"
#include "ui/theme/Theme.h"
#include "ui/timeline/TimelineChart.h"
#include "ui/timeline/TimelineLegend.h"
#include "ui/timeline/TimelinePanel.h"
#include "ui/timeline/TimelineTable.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

// The timeline in each of its states, in one theme: for looking at, not a test.
// usage: gallery_timeline [--dark] --save FOLDER

using namespace tessera;
using namespace tessera::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    FakeClock clock;
    clock.setNow(UtcTime(1'795'356'364s)); // 2026-11-22 14:06:04 UTC
    Ticker ticker(clock);
    Theme theme;
    const QStringList arguments = QApplication::arguments();
    theme.setChoice(arguments.contains(u"--dark"_s) ? SchemeChoice::Dark : SchemeChoice::Light);
    theme.applyTo(application);
    const QString folder = arguments.value(arguments.indexOf(u"--save"_s) + 1);
    const UtcTime now = clock.now();

    TimelineLanes lanes;
    FixedCredentials credentials;
    TimelinePanel panel(theme, ticker, lanes, credentials);
    const auto save = [&](QWidget &widget, const QString &name) {
        widget.grab().save(u"%1/timeline-%2-%3.png"_s.arg(folder, name, theme.isDark() ? u"dark"_s : u"light"_s));
    };
    const auto at = [&](Milliseconds before, Milliseconds after, const QString &name) {
        panel.chart().setScale(TimeScale::between(now - before, now + after, panel.chart().scale().width));
        save(panel, name);
    };
    panel.resize(1280, 140);
    panel.show();
    QTimer::singleShot(200, &panel, [&] {
        save(panel, u"empty"_s);
        SampleTimeline::minutes(now).fill(lanes, credentials);
        panel.resize(1440, 170);
        save(panel, u"ten-minutes"_s);
        at(40s, 30s, u"one-minute"_s);
        at(45min, 20min, u"hour"_s);
        panel.resize(760, 120);
        at(8min, 4min, u"narrow"_s);
        panel.resize(1440, 170);
        panel.chart().setFocus();
        lanes.setEvents(SampleTimeline::weeks(now).events);
        at(26h, 8h, u"day"_s);
        at(6 * 24h, 24h, u"week"_s);
        panel.chart().fit();
        save(panel, u"weeks"_s);
        at(300 * 24h, 60 * 24h, u"year"_s);
        panel.resize(1280, 320);
        panel.setTableShown(true);
        save(panel, u"table"_s);
        panel.setTableShown(false);
        panel.chart().setFollowing(true);
        TimelineLegend *legend = TimelineLegend::open(theme, &panel);
        save(*legend, u"legend"_s);
        legend->close();
        QApplication::quit();
    });
    return QApplication::exec();
}
