#include "app/run/BrokenSeries.h"

#include <utility>

namespace tessera {

BrokenSeries::BrokenSeries(Breaker &breaker, const RequestDocument &document, const QList<BrokenVariant> &variants, Consent consent, QObject *parent)
    : QObject(parent)
    , m_breaker(breaker)
    , m_document(document)
    , m_variants(variants)
    , m_consent(consent)
{
}

BrokenSeries::~BrokenSeries()
{
    if (!m_run)
        return;
    m_run->disconnect(this);
    m_run->cancel();
}

void BrokenSeries::start()
{
    const auto plan = m_breaker.plan(m_document);
    if (plan && !plan->isSafe() && m_consent != Consent::Given)
        m_isCancelled = true;
    QMetaObject::invokeMethod(this, &BrokenSeries::next, Qt::QueuedConnection);
}

void BrokenSeries::next()
{
    ++m_index;
    if (m_isCancelled || m_index >= m_variants.size()) {
        Q_EMIT finished();
        return;
    }
    const QPointer<BrokenSeries> guard(this); // whoever hears it may end this
    Q_EMIT began(m_index);
    if (!guard)
        return;
    if (m_isCancelled)
        return next();
    m_isPreparing = true;
    m_breaker.whenReady(m_document, m_variants.at(m_index), {this, [this](const Result<Done> &) {
                                                                 if (std::exchange(m_isPreparing, false))
                                                                     send(); // without the kept cookies, where they can't be read
                                                             }});
}

void BrokenSeries::send()
{
    m_run = m_breaker.run(m_document, m_variants.at(m_index), this);
    connect(m_run, &RequestRun::finished, this, [this](const RunResult &result) {
        const BrokenResult finished{result, m_run->broken()};
        m_run->deleteLater();
        m_run = nullptr;
        const QPointer<BrokenSeries> guard(this);
        Q_EMIT answered(m_index, finished);
        if (guard)
            next();
    });
}

void BrokenSeries::cancel()
{
    m_isCancelled = true;
    if (m_run)
        m_run->cancel();
    else if (std::exchange(m_isPreparing, false))
        next();
}

}
