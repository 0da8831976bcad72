#include "app/cli/SendCommand.h"

#include "app/auth/AuthManager.h"
#include "app/base/PrivateFile.h"
#include "app/cli/Terminal.h"
#include "app/http/BodyStore.h"
#include "app/http/VisibleText.h"
#include "app/json/JsonReader.h"
#include "app/run/ExchangeReport.h"
#include "app/run/Services.h"
#include "app/secrets/SecretStore.h"

namespace tessera {

using namespace Qt::StringLiterals;

SendCommand::SendCommand(const SendOptions &options, Services &services, QObject *parent)
    : Command(parent)
    , m_options(options)
    , m_services(services)
{
}

void SendCommand::start()
{
    const auto composed = document();
    if (!composed) {
        Terminal::err(composed.error());
        return end(ExitCode::Usage);
    }
    m_run = m_services.runner().run(*composed, this);
    connect(m_run, &RequestRun::finished, this, &SendCommand::finish);
}

void SendCommand::interrupt()
{
    m_run ? m_run->cancel() : end(ExitCode::Interrupted);
}

Result<RequestDocument> SendCommand::document() const
{
    RequestDocument document;
    document.method = m_options.method;
    document.url = m_options.url;
    if (!m_options.credential.isEmpty()) {
        const auto id = CredentialId::find(m_options.credential, m_services.auth().credentials());
        if (!id)
            return failure(id.error());
        document.credential = *id;
        if (document.url.startsWith(u'/'))
            document.url.prepend("{{baseUrl}}"_L1);
    }
    for (const QString &line : m_options.headers) {
        const auto colon = line.indexOf(u':');
        if (colon < 1)
            return failure(ErrorKind::Input, tr("A header is missing its \":\"."), tr("Write -H 'Name: value'."));
        document.headers += RequestDocument::Row{true, line.left(colon).trimmed(), line.mid(colon + 1).trimmed()};
    }
    if (m_options.hasData) {
        const Json probe = Json::parse(m_options.data.toStdString(), nullptr, false);
        document.body.kind = probe.is_structured() ? RequestDocument::Body::Kind::Json : RequestDocument::Body::Kind::Text;
        document.body.text = m_options.data;
    } else if (!m_options.dataFile.isEmpty()) {
        document.body.kind = RequestDocument::Body::Kind::File;
        document.body.file = m_options.dataFile;
        if (m_options.dataFile.endsWith(".json"_L1, Qt::CaseInsensitive))
            document.body.contentType = u"application/json"_s;
    }
    return document;
}

void SendCommand::writeBody(const HttpExchange &exchange) const
{
    if (!exchange.body)
        return;
    constexpr qint64 piece = 1024 * 1024;
    for (qint64 at = 0; at < exchange.body->size(); at += piece) {
        if (!Terminal::outBytes(exchange.body->read(at, piece)))
            return;
    }
}

bool SendCommand::writeReport(const RunResult &result) const
{
    if (m_options.report.isEmpty())
        return true;
    const auto written = PrivateFile::write(m_options.report, toBytes(exchangeReport(result, m_services.redactor())));
    if (!written)
        Terminal::err(written.error());
    return written.has_value();
}

// The likeliest cause as a sentence; all of them are in the report.
void SendCommand::explain(const Diagnosis &diagnosis) const
{
    const Finding *first = diagnosis.first();
    if (!first)
        return;
    const QString sure = first->certainty == Certainty::Certain ? tr("Why: %1")
        : first->certainty == Certainty::Likely                 ? tr("Probably: %1")
                                                                : tr("Perhaps: %1");
    Terminal::err(sure.arg(first->text));
    if (!first->steps.isEmpty())
        Terminal::err(tr("What to do: %1.").arg(first->steps.constFirst().label));
}

void SendCommand::finish(const RunResult &result)
{
    for (const QString &note : result.notes)
        Terminal::err(note);
    const bool isReported = writeReport(result); // the answer is worth having without it
    if (const HttpExchange *exchange = result.last()) {
        for (const QString &warning : exchange->warnings)
            Terminal::err(warning);
        writeBody(*exchange);
    }
    if (result.error) {
        Terminal::err(*result.error);
        return end(exitCodeOf(*result.error, m_services.secrets().state()));
    }
    const HttpHop &answer = result.last()->last();
    if (answer.status >= 400) // the body may be empty, and an exit code is easily missed
        Terminal::err(tr("The server answered %1.").arg(QString(u"%1 "_s.arg(answer.status) + VisibleText::of(answer.reason, 80)).trimmed()));
    explain(result.diagnosis);
    if (!result.last()->isComplete)
        return end(ExitCode::Network);
    if (result.last()->status() >= 400)
        return end(ExitCode::ServerSaidNo);
    end(isReported ? ExitCode::Good : ExitCode::Usage);
}

}
