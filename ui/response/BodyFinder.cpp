#include "ui/response/BodyFinder.h"

#include "app/http/BodySearch.h"
#include "ui/response/Background.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace tessera::ui {

namespace {

// The search counts by pieces of this size; in a body of fewer pieces than samples each hit has to be looked at.
constexpr qint64 pieceSize = 64 * 1024;

QString counted(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

// What is wrong, and in the words of the engine why.
QString sentences(const Error &error)
{
    if (error.detail.isEmpty())
        return error.message;
    return error.message + u' ' + error.detail.at(0).toUpper() + error.detail.sliced(1) + u'.';
}

QList<qint64> samplesOf(const BodyStore &body, const BytePattern &pattern, const std::stop_token &stop)
{
    QList<qint64> samples;
    const QByteArrayView bytes = body.bytes();
    const qint64 part = std::max<qint64>(1, bytes.size() / BodyFinder::mostSamples);
    (void)pattern.scan(bytes, 0, bytes.size(), [&](BytePattern::Hit hit) {
        if (samples.isEmpty() || hit.at / part > samples.constLast() / part)
            samples.append(hit.at);
        return !stop.stop_requested();
    });
    return samples;
}

}

BodyFinder::BodyFinder(QObject *parent)
    : QObject(parent)
{
}

BodyFinder::~BodyFinder()
{
    m_stop.request_stop();
}

void BodyFinder::clear()
{
    m_stop.request_stop();
    m_stop = {};
    ++m_turn;
    m_search.reset();
    m_pattern.reset();
    m_body.reset();
    m_fault.clear();
    m_samples.clear();
    m_number = -1;
    m_current.reset();
    m_isWaiting = m_isSampled = false;
    Q_EMIT changed();
}

void BodyFinder::find(const SearchQuery &query, std::shared_ptr<const BodyStore> body, qint64 from)
{
    clear();
    if (query.text.isEmpty() || !body)
        return;
    const auto pattern = BytePattern::compile(query);
    if (!pattern) {
        m_fault = sentences(pattern.error());
        Q_EMIT changed();
        return;
    }
    m_pattern = *pattern;
    m_body = std::move(body);
    m_from = from;
    m_isWaiting = true;
    m_search = std::make_unique<BodySearch>(m_body, *m_pattern);
    connect(m_search.get(), &BodySearch::advanced, this, &BodyFinder::look);
    connect(m_search.get(), &BodySearch::finished, this, &BodyFinder::look);
    m_search->advance();
    Q_EMIT changed();
}

void BodyFinder::advance()
{
    if (m_search)
        m_search->advance();
}

void BodyFinder::look()
{
    takeSamples();
    if (m_isWaiting) {
        const qint64 first = m_search->firstFrom(m_from);
        if (first < count())
            return goTo(first);
        if (m_search->isFinished() && count() > 0)
            return goTo(0);
    }
    Q_EMIT changed();
}

void BodyFinder::takeSamples()
{
    if (const qint64 size = m_body->size(); size > pieceSize * mostSamples) {
        m_samples.clear();
        const QList<qint64> spread = m_search->spread(mostSamples);
        for (qsizetype i = 0; i < spread.size(); ++i) {
            if (spread.at(i) > 0)
                m_samples.append((2 * i + 1) * size / (2 * mostSamples));
        }
        return;
    }
    if (m_isSampled || !m_search->isFinished() || count() == 0)
        return;
    m_isSampled = true;
    runInBackground<QList<qint64>>([body = m_body, pattern = *m_pattern, stop = m_stop.get_token()] { return samplesOf(*body, pattern, stop); },
        {this, [this, turn = m_turn](const QList<qint64> &samples) {
             if (turn != m_turn)
                 return;
             m_samples = samples;
             Q_EMIT changed();
         }});
}

void BodyFinder::goTo(qint64 number)
{
    m_isWaiting = false;
    m_number = number;
    m_current = m_search->hit(number);
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

qint64 BodyFinder::count() const
{
    return m_search ? m_search->count() : 0;
}

QList<BodyFinder::Hit> BodyFinder::hitsIn(qint64 from, qint64 to) const
{
    return m_search ? m_search->hitsIn(from, to) : QList<Hit>();
}

QString BodyFinder::summary() const
{
    if (!m_fault.isEmpty())
        return tr("can't be looked for");
    if (!m_search)
        return {};
    if (!m_search->isFinished())
        return m_number < 0 ? tr("%1 so far").arg(counted(count())) : tr("%1 of %2 so far").arg(counted(m_number + 1), counted(count()));
    return count() == 0 ? tr("nothing found") : tr("%1 of %2").arg(counted(m_number + 1), counted(count()));
}

QString BodyFinder::fault() const
{
    return m_search && m_search->isFinished() ? m_search->trouble() : m_fault;
}

bool BodyFinder::isFruitless() const
{
    return !m_fault.isEmpty() || (m_search && m_search->isFinished() && count() == 0);
}

}
