#include "app/sandbox/Sandbox.h"

#include "app/base/Logging.h"
#include "app/sandbox/LoopbackServer.h"
#include "app/sandbox/SandboxPlay.h"
#include "app/sandbox/SandboxReader.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 16 * 1024 * 1024;

QDir folderOf(const SandboxOptions &options)
{
    return QDir(options.folder.isEmpty() ? u":/resources/sandbox"_s : options.folder);
}

QStringList namesIn(const QDir &folder)
{
    return folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name);
}

}

struct Sandbox::Running {
    Running(SandboxScript script, const SandboxOptions &options, std::function<void(const SandboxRequest &)> served)
        : play(std::move(script), options, std::move(served))
        , server([this](const LoopbackRequest &request) { return play.serve(request); })
    {
    }

    SandboxPlay play;
    QString baseUrl;
    LoopbackServer server; // last: its threads use the play
};

Sandbox::Sandbox(SandboxOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    qRegisterMetaType<SandboxRequest>();
}

Sandbox::~Sandbox() = default;

QList<Error> Sandbox::start()
{
    QList<Error> errors;
    if (isRunning())
        return errors;
    const QDir folder = folderOf(m_options);
    const QStringList names = namesIn(folder);
    if (names.isEmpty())
        errors += Error{ErrorKind::Storage, tr("There is no sandbox file in %1.").arg(folder.path()), {}};
    for (const QString &name : names) {
        if (const auto error = startOne(folder.filePath(name))) {
            qCWarning(logSandbox).noquote() << error->message;
            errors += *error;
        }
    }
    std::sort(m_apis.begin(), m_apis.end(), [](const auto &a, const auto &b) {
        return QString::localeAwareCompare(a->play.script().name, b->play.script().name) < 0;
    });
    return errors;
}

QStringList Sandbox::known() const
{
    QStringList ids;
    for (const QString &name : namesIn(folderOf(m_options)))
        ids += QFileInfo(name).completeBaseName();
    return ids;
}

std::optional<Error> Sandbox::startOne(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::Storage, tr("The sandbox file %1 can't be read: %2.").arg(path, file.errorString()), {}};
    if (file.size() > largestFile)
        return Error{ErrorKind::Parse,
            tr("The sandbox file %1 has %2 bytes, which is more than is read.").arg(path).arg(file.size()), {}};
    auto script = readSandbox(file.readAll(), path);
    if (!script)
        return script.error();
    if (find(script->profileId))
        return Error{ErrorKind::Parse, tr("%1: /id is that of another sandbox file.").arg(path), {}};

    const int wishedPort = m_options.ports.value(script->profileId, 0);
    auto running = std::make_unique<Running>(
        std::move(*script), m_options, [this](const SandboxRequest &request) { Q_EMIT requestServed(request); });
    const auto port = running->server.start(wishedPort);
    if (!port)
        return port.error();
    const QString origin = u"http://127.0.0.1:%1"_s.arg(*port);
    running->play.setOrigin(origin.toStdString());
    running->baseUrl = origin + toQString(running->play.script().basePath);
    m_apis.push_back(std::move(running));
    return std::nullopt;
}

void Sandbox::stop()
{
    m_apis.clear();
}

QList<SandboxApi> Sandbox::apis() const
{
    QList<SandboxApi> all;
    for (const auto &running : m_apis) {
        const SandboxScript &script = running->play.script();
        SandboxApi api{script.profileId, script.name, running->baseUrl, script.accounts, script.switches};
        for (SandboxAccount &account : api.accounts) {
            for (auto &[name, value] : account.fields)
                value.replace("{{server.baseUrl}}"_L1, api.baseUrl);
        }
        all += api;
    }
    return all;
}

std::optional<SandboxApi> Sandbox::api(const QString &profileId) const
{
    const auto all = apis();
    const auto found
        = std::find_if(all.begin(), all.end(), [&](const SandboxApi &api) { return api.profileId == profileId; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

Sandbox::Running *Sandbox::find(const QString &profileId) const
{
    const auto found = std::find_if(
        m_apis.begin(), m_apis.end(), [&](const auto &running) { return running->play.script().profileId == profileId; });
    return found == m_apis.end() ? nullptr : found->get();
}

void Sandbox::expireNow(const QString &profileId)
{
    if (auto *running = find(profileId))
        running->play.expireNow();
}

void Sandbox::revoke(const QString &profileId)
{
    if (auto *running = find(profileId))
        running->play.revoke();
}

void Sandbox::dropNext(const QString &profileId, SandboxCall call, int count)
{
    if (auto *running = find(profileId))
        running->play.dropNext(call, count);
}

void Sandbox::failNext(
    const QString &profileId, int status, SandboxCall call, int count, std::optional<std::chrono::seconds> retryAfter)
{
    if (auto *running = find(profileId))
        running->play.failNext(call, count, status, retryAfter);
}

void Sandbox::setDelay(const QString &profileId, Milliseconds delay, SandboxCall call)
{
    if (auto *running = find(profileId))
        running->play.setDelay(call, delay);
}

void Sandbox::setSkew(const QString &profileId, std::chrono::seconds skew)
{
    if (auto *running = find(profileId))
        running->play.setSkew(skew);
}

void Sandbox::setSlowFailures(const QString &profileId, bool on)
{
    if (auto *running = find(profileId))
        running->play.setSlowFailures(on);
}

void Sandbox::setAccessLife(const QString &profileId, std::optional<Milliseconds> life)
{
    if (auto *running = find(profileId))
        running->play.setAccessLife(life);
}

bool Sandbox::setSwitch(const QString &profileId, const QString &name, const QString &choice)
{
    auto *running = find(profileId);
    return running && running->play.setSwitch(name, choice);
}

SandboxCounters Sandbox::counters(const QString &profileId) const
{
    const auto *running = find(profileId);
    return running ? running->play.counters() : SandboxCounters{};
}

void Sandbox::resetCounters(const QString &profileId)
{
    if (auto *running = find(profileId))
        running->play.resetCounters();
}

}
