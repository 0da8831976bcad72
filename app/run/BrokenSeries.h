#pragma once

#include "app/run/Breaker.h"
#include "app/run/BrokenRun.h"

#include <QtCore/QPointer>

namespace tessera {

// Sends a request in several variants, one after the other.
class BrokenSeries : public QObject {
    Q_OBJECT
public:
    // Whether a person has agreed to repeat a request that may change something (RFC 9110 section 9.2.1).
    enum class Consent { NotAsked, Given };
    BrokenSeries(Breaker &breaker, const RequestDocument &document, const QList<BrokenVariant> &variants, Consent consent,
        QObject *parent = nullptr);
    ~BrokenSeries() override;

    void start(); // once; nothing is sent of a request that is not safe where nobody has agreed
    void cancel(); // what is under way ends, the rest is not sent
    [[nodiscard]] const QList<BrokenVariant> &variants() const { return m_variants; }

Q_SIGNALS:
    void began(int index);
    void answered(int index, const tessera::BrokenResult &result); // also where there is no answer
    void finished(); // exactly once, never before start() has returned

private:
    void next();
    void send();

    Breaker &m_breaker;
    const RequestDocument m_document;
    const QList<BrokenVariant> m_variants;
    const Consent m_consent;
    QPointer<BrokenRun> m_run;
    int m_index = -1;
    bool m_isPreparing = false; // what goes along is not there yet
    bool m_isCancelled = false;
};

}
