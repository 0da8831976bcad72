#include "ui/response/BodyFinder.h"

#include "app/http/BodyStore.h"
#include "ui/response/Background.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace tessera::ui {

namespace {

QString counted(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

}

BodyFinder::BodyFinder(QObject *parent)
    : QObject(parent)
    , m_stop(std::make_shared<std::atomic<bool>>(false))
{
}

BodyFinder::~BodyFinder()
{
    *m_stop = true;
}

void BodyFinder::clear()
{
    *m_stop = true;
    ++m_turn;
    m_found = {};
    m_number = -1;
    m_isWanted = m_isRunning = false;
    Q_EMIT changed();
}

void BodyFinder::find(const FindQuery &query, std::shared_ptr<const BodyStore> body, qint64 from)
{
    clear();
    if (query.text.isEmpty() || !body)
        return;
    m_isWanted = m_isRunning = true;
    m_size = body->size();
    m_stop = std::make_shared<std::atomic<bool>>(false);
    const auto work = [query, body = std::move(body), stop = m_stop] { return TextHits::of(*body, query, [stop] { return stop->load(); }); };
    runInBackground<TextHits>(work, {this, [this, from, turn = m_turn](const TextHits &found) {
                                         if (turn == m_turn)
                                             take(found, from);
                                     }});
    Q_EMIT changed();
}

void BodyFinder::take(const TextHits &found, qint64 from)
{
    m_isRunning = false;
    m_found = found;
    const auto first = std::lower_bound(m_found.hits.cbegin(), m_found.hits.cend(), from, [](const Hit &hit, qint64 at) { return hit.at < at; });
    if (count() > 0)
        goTo(first == m_found.hits.cend() ? 0 : first - m_found.hits.cbegin());
    Q_EMIT changed();
}

void BodyFinder::goTo(qint64 number)
{
    m_number = number;
    Q_EMIT moved();
    Q_EMIT changed();
}

void BodyFinder::next()
{
    if (count() > 0)
        goTo((m_number + 1) % count());
}

void BodyFinder::previous()
{
    if (count() > 0)
        goTo(m_number <= 0 ? count() - 1 : m_number - 1);
}

std::optional<BodyFinder::Hit> BodyFinder::current() const
{
    return m_number < 0 || m_number >= count() ? std::nullopt : std::optional(m_found.hits.at(m_number));
}

QList<BodyFinder::Hit> BodyFinder::hitsIn(qint64 from, qint64 to) const
{
    const auto isBefore = [](const Hit &hit, qint64 at) { return hit.at < at; };
    const auto first = std::lower_bound(m_found.hits.cbegin(), m_found.hits.cend(), from, isBefore);
    const auto last = std::lower_bound(first, m_found.hits.cend(), to, isBefore);
    return {first, last};
}

QList<double> BodyFinder::marks(int parts) const
{
    QList<double> marks;
    qint64 before = -1;
    for (const Hit &hit : m_found.hits) {
        const qint64 part = hit.at * parts / std::max<qint64>(1, m_size);
        if (part != before)
            marks.append(double(part) / parts);
        before = part;
    }
    return marks;
}

QString BodyFinder::summary() const
{
    if (!m_isWanted)
        return {};
    if (m_isRunning)
        return tr("looking…");
    if (!m_found.trouble.isEmpty())
        return m_found.trouble;
    if (count() == 0)
        return tr("nothing found");
    return (m_found.isCut ? tr("%1 of more than %2") : tr("%1 of %2")).arg(counted(m_number + 1), counted(count()));
}

bool BodyFinder::isFruitless() const
{
    return m_isWanted && !m_isRunning && count() == 0;
}

}
