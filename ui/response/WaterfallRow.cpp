#include "ui/response/WaterfallRow.h"

#include "app/http/Origin.h"
#include "app/http/VisibleText.h"

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono;

QList<WaterfallRow> WaterfallRow::of(const QList<HttpHop> &hops)
{
    QList<WaterfallRow> rows;
    for (const HttpHop &hop : hops) {
        WaterfallRow row;
        const auto origin = Origin::of(hop.url);
        const QString place = origin ? origin->host : VisibleText::of(hop.url, 60);
        row.label = hop.status > 0 ? u"%1 %2"_s.arg(hop.status).arg(place) : place;
        row.phases = TimingPhase::of(hop.timings);
        row.total = hop.timings.total;
        for (const TimingPhase &phase : std::as_const(row.phases))
            row.total = std::max(row.total, phase.start + phase.length);
        // The wall clock counts milliseconds and may be set meanwhile: no hop begins before the one before has ended.
        if (!rows.isEmpty())
            row.start = std::clamp<microseconds>(hop.startedAt - hops.constFirst().startedAt, rows.constLast().end(), rows.constLast().end() + 1h);
        for (TimingPhase &phase : row.phases)
            phase.start += row.start;
        rows.append(row);
    }
    return rows;
}

microseconds WaterfallRow::step(microseconds whole, int most)
{
    for (qint64 power = 1;; power *= 10) {
        for (const int times : {1, 2, 5}) {
            if (power * times * most >= whole.count())
                return microseconds(power * times);
        }
    }
}

}
