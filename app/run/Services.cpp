#include "app/run/Services.h"

#include "app/auth/AuthManager.h"
#include "app/auth/profile/ProfileCatalog.h"
#include "app/auth/session/Accounts.h"
#include "app/base/PrivateFile.h"
#include "app/base/Redactor.h"
#include "app/base/SystemClock.h"
#include "app/http/CurlTransport.h"
#include "app/http/Origin.h"
#include "app/http/QnamTransport.h"
#include "app/json/JsonReader.h"
#include "app/run/Breaker.h"
#include "app/run/CookieJars.h"
#include "app/run/RequestRunner.h"
#include "app/run/RunWatch.h"
#include "app/sandbox/Sandbox.h"
#include "app/secrets/KeychainSecretStore.h"
#include "app/secrets/SessionSecretStore.h"
#include "app/timeline/TimelineRecorder.h"
#include "app/timeline/TimelineStore.h"

#include <QtCore/QLockFile>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QNetworkInformation>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString folderOf(const Services::Options &options)
{
    return options.dataFolder.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                        : options.dataFolder;
}

QString portsFile(const QString &folder)
{
    return folder + "/sandbox.json"_L1;
}

SandboxOptions sandboxOptions(const QString &folder)
{
    SandboxOptions options;
    const auto bytes = PrivateFile::read(portsFile(folder));
    const auto json = bytes && !bytes->isEmpty() ? parseJson(*bytes, portsFile(folder)) : Result<Json>(Json::object());
    if (!json || !json->is_object())
        return options; // any ports will do
    JsonReader reader(*json, portsFile(folder));
    JsonReader ports = reader.object("ports");
    for (const auto &[name, value] : ports.json().items())
        options.ports.insert(toQString(name), int(ports.integer(name.c_str(), 0, 0, 65'535)));
    return options;
}

}

// In the order in which they need one another; they go in the opposite one.
struct Services::Parts {
    explicit Parts(const Options &options)
        : folder(folderOf(options))
        , keychain(clock, options.keyPrefix.isEmpty() ? u"tessera"_s : options.keyPrefix)
        , secrets(keychain)
        , profiles(folder + "/profiles"_L1)
        , accounts(folder)
        , tokenTransport(clock)
        , auth({clock, profiles, accounts, secrets, tokenTransport, redactor, folder + "/locks"_L1})
        , transport(clock)
        , timeline(folder + "/timeline.sqlite"_L1, clock)
        , recorder(auth, redactor, timeline)
        , watch(auth, redactor, clock)
        , runner(auth, transport, redactor)
        , breaker(auth, transport, runner)
        , sandbox(sandboxOptions(folder))
        , portsLock(portsFile(folder) + ".lock"_L1)
    {
        portsLock.setStaleLockTime(0); // only an owner that is gone makes it stale
    }

    QString folder;
    SystemClock clock;
    Redactor redactor;
    KeychainSecretStore keychain;
    SessionSecretStore secrets;
    ProfileCatalog profiles;
    Accounts accounts;
    QnamTransport tokenTransport;
    AuthManager auth;
    CurlTransport transport;
    TimelineStore timeline;
    TimelineRecorder recorder;
    RunWatch watch;
    RequestRunner runner;
    Breaker breaker;
    Sandbox sandbox;
    QLockFile portsLock;
};

Services::Services(const Options &options)
    : d(std::make_unique<Parts>(options))
{
    d->runner.setWatch(&d->watch);
    d->runner.cookieJars().setKeychain(&d->secrets);
    QObject::connect(&d->watch, &RunWatch::attempted, &d->recorder, [this](const RunResult::Attempt &attempt) {
        const HttpHop &first = attempt.exchange.hops.constFirst();
        std::chrono::microseconds duration{0};
        for (const HttpHop &hop : attempt.exchange.hops)
            duration += hop.timings.total;
        d->recorder.noteRequest(attempt.credential,
            {RunWatch::methodOf(first), first.url, attempt.additions, attempt.exchange.status(), first.startedAt,
                std::chrono::duration_cast<Milliseconds>(duration), attempt.generation != 0});
    });
    // Only a machine without any network pauses refreshes; no back end to tell means online.
    if (QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability)) {
        auto *network = QNetworkInformation::instance();
        const auto tell = [this](QNetworkInformation::Reachability reachability) {
            d->auth.setOnline(reachability != QNetworkInformation::Reachability::Disconnected);
        };
        QObject::connect(network, &QNetworkInformation::reachabilityChanged, &d->auth, tell);
        tell(network->reachability());
    }
}

Services::~Services() = default;

Clock &Services::clock()
{
    return d->clock;
}
Redactor &Services::redactor()
{
    return d->redactor;
}
SecretStore &Services::secrets()
{
    return d->secrets;
}
ProfileCatalog &Services::profiles()
{
    return d->profiles;
}
Accounts &Services::accounts()
{
    return d->accounts;
}
AuthManager &Services::auth()
{
    return d->auth;
}
CurlTransport &Services::transport()
{
    return d->transport;
}
RequestRunner &Services::runner()
{
    return d->runner;
}
Breaker &Services::breaker()
{
    return d->breaker;
}
TimelineStore &Services::timeline()
{
    return d->timeline;
}
Sandbox &Services::sandbox()
{
    return d->sandbox;
}
QList<Error> Services::startSandbox()
{
    const QList<Error> errors = d->sandbox.start();
    // Of several programs the first one keeps the file: its credentials look for their servers after a restart.
    (void)PrivateFile::makeFolder(d->folder);
    if (!d->portsLock.isLocked() && !d->portsLock.tryLock(0))
        return errors;
    Json ports = Json::object();
    for (const SandboxApi &api : d->sandbox.apis()) {
        if (const auto origin = Origin::of(api.baseUrl))
            ports[api.profileId.toStdString()] = origin->port;
    }
    // Only a convenience: without the file the next run takes other ports.
    (void)PrivateFile::write(portsFile(d->folder), toBytes(Json{{"ports", ports}}));
    return errors;
}

QString Services::dataFolder() const
{
    return d->folder;
}

}
