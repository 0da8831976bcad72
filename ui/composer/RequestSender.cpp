#include "ui/composer/RequestSender.h"

#include "ui/composer/DiagnosisActions.h"
#include "ui/composer/RequestTab.h"
#include "ui/response/FailureView.h"
#include "ui/response/ResponseView.h"

namespace tessera::ui {

RequestSender::RequestSender(RequestTab &tab, RequestRunner &runner, AuthManager &auth)
    : QObject(&tab)
    , m_tab(tab)
    , m_runner(runner)
    , m_auth(auth)
{
    new DiagnosisActions(tab, auth);
    connect(&tab, &RequestTab::sendRequested, this, &RequestSender::send);
    connect(&tab, &RequestTab::cancelRequested, this, [this] {
        if (m_run)
            m_run->cancel();
    });
    connect(&tab, &RequestTab::bindRequested, this, &RequestSender::bind);
    connect(&tab.response().failure(), &FailureView::trustRequested, this, &RequestSender::trust);
}

RequestSender::~RequestSender()
{
    if (!m_run)
        return;
    m_run->disconnect(this);
    m_run->cancel();
    m_run->deleteLater();
}

void RequestSender::send(const RequestDocument &document)
{
    if (m_run)
        return; // a second one could do twice what must be done once, and this one's answer would be nobody's
    RequestRun *run = m_runner.run(document, this);
    m_run = run;
    connect(run, &RequestRun::phaseChanged, &m_tab.response(), &ResponseView::setPhase);
    connect(run, &RequestRun::uploaded, &m_tab.response(), &ResponseView::setUpload);
    // Queued: an answer that is there as a whole by then is shown once, not as one that arrives and then as one that has.
    const auto showArriving = [this, run = m_run] { // which may be gone by then
        if (const HttpExchange *exchange = run && run == m_run ? run->current() : nullptr)
            m_tab.response().showArriving(*exchange);
    };
    const auto showProgress = [this, run = m_run](qint64 received, qint64 expected) {
        if (run && run == m_run)
            m_tab.response().setProgress(received, expected);
    };
    connect(run, &RequestRun::headReceived, this, showArriving, Qt::QueuedConnection);
    connect(run, &RequestRun::progressed, this, showProgress, Qt::QueuedConnection);
    connect(run, &RequestRun::finished, this, [this, run](const RunResult &result) {
        run->deleteLater();
        m_run = nullptr;
        m_tab.showResult(result, result.credential);
        Q_EMIT finished();
    });
    m_tab.showRunning(tr("Sending"));
    Q_EMIT sent(document);
}

void RequestSender::bind(const CredentialId &id, const QString &origin)
{
    const auto place = Origin::of(origin);
    if (!place)
        return m_tab.response().addWarning(place.error().message);
    m_auth.bindOrigin(id, *place, {this, [this, id, origin](const Result<Done> &bound) {
                                       if (bound)
                                           m_tab.response().addNote(tr("%1 goes to %2 from now on. Send again to use it.").arg(id.account, origin));
                                       else
                                           m_tab.response().addWarning(bound.error().message);
                                   }});
}

void RequestSender::trust(const QString &environment, const TlsException &exception)
{
    if (const auto kept = m_auth.trust(environment, exception); !kept)
        m_tab.response().addWarning(kept.error().message + u' ' + kept.error().detail);
    else
        m_tab.response().failure().showTrusted();
}

}
