#include "app/auth/session/Accounts.h"

#include "app/base/PrivateFile.h"
#include "app/http/Origin.h"
#include "app/http/tls/ServerTrust.h"

#include <QtCore/QFileInfo>
#include <QtCore/QHash>
#include <QtCore/QLockFile>

#include <algorithm>
#include <limits>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;
const QStringList proxyKinds{u"system"_s, u"none"_s, u"http"_s, u"socks5"_s};

std::string utf8(const QString &text)
{
    return text.toStdString();
}

Json textsJson(const QMap<QString, QString> &texts)
{
    Json json = Json::object();
    for (auto it = texts.cbegin(); it != texts.cend(); ++it)
        json[utf8(it.key())] = utf8(*it);
    return json;
}

QMap<QString, QString> readTexts(JsonReader &reader, const char *key)
{
    QMap<QString, QString> texts;
    for (const auto &[name, value] : reader.stringMembers(key))
        texts.insert(name, value);
    return texts;
}

Json toJson(const Credential &credential)
{
    return {
        {"profile", utf8(credential.id.profile)},
        {"environment", utf8(credential.id.environment)},
        {"account", utf8(credential.id.account)},
        {"baseUrl", utf8(credential.baseUrl)},
        {"way", utf8(credential.way)},
        {"fields", textsJson(credential.fields)},
        {"choices", textsJson(credential.choices)},
        {"remembersSecrets", credential.remembersSecrets},
        {"keepsCookies", credential.keepsCookies},
        {"signedInAt", qint64(credential.signedInAt.time_since_epoch().count())},
        {"allowsHttp", credential.allowsHttp},
    };
}

Credential readCredential(JsonReader reader)
{
    Credential credential;
    credential.id
        = {reader.requiredString("profile"), reader.requiredString("environment"), reader.requiredString("account")};
    credential.baseUrl = reader.string("baseUrl");
    credential.way = reader.string("way");
    credential.fields = readTexts(reader, "fields");
    credential.choices = readTexts(reader, "choices");
    credential.remembersSecrets = reader.boolean("remembersSecrets");
    credential.keepsCookies = reader.boolean("keepsCookies");
    credential.signedInAt = UtcTime(Milliseconds(reader.integer("signedInAt", 0, 0, std::numeric_limits<qint64>::max())));
    credential.allowsHttp = reader.boolean("allowsHttp");
    return credential;
}

Json toJson(const NetworkSettings &network)
{
    Json exceptions = Json::array();
    for (const TlsException &exception : network.tlsExceptions)
        exceptions.push_back(
            {{"host", utf8(exception.host)}, {"port", exception.port}, {"sha256", exception.sha256.toHex().toStdString()}});
    return {
        {"proxy",
            {{"kind", utf8(proxyKinds.at(int(network.proxy.kind)))}, {"host", utf8(network.proxy.host)},
                {"port", network.proxy.port}, {"user", utf8(network.proxy.user)}}},
        {"caFile", utf8(network.caFile)},
        {"clientCertificate",
            {{"certificateFile", utf8(network.clientCertificate.certificateFile)},
                {"keyFile", utf8(network.clientCertificate.keyFile)}}},
        {"tlsExceptions", exceptions},
    };
}

NetworkSettings readNetwork(JsonReader reader)
{
    NetworkSettings network;
    JsonReader proxy = reader.object("proxy");
    network.proxy.kind = ProxySettings::Kind(proxy.choice("kind", proxyKinds, 0));
    network.proxy.host = proxy.string("host");
    network.proxy.port = quint16(proxy.integer("port", 0, 0, 65'535));
    network.proxy.user = proxy.string("user");
    network.caFile = reader.string("caFile");
    JsonReader certificate = reader.object("clientCertificate");
    network.clientCertificate.certificateFile = certificate.string("certificateFile");
    network.clientCertificate.keyFile = certificate.string("keyFile");
    for (JsonReader exception : reader.objects("tlsExceptions"))
        network.tlsExceptions
            += TlsException{exception.requiredString("host"), int(exception.integer("port", 443, 1, 65'535)),
                QByteArray::fromHex(exception.requiredString("sha256").toLatin1())};
    return network;
}

}

Accounts::Accounts(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_path(folder + "/accounts.json"_L1)
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &Accounts::readAgain);
}

Result<Accounts::Content> Accounts::read() const
{
    const auto bytes = PrivateFile::read(m_path);
    if (!bytes)
        return failure(bytes.error());
    if (bytes->isEmpty())
        return Content{{}, {}, Json{{"version", version}}};
    auto json = parseJson(*bytes, m_path);
    if (!json)
        return failure(
            json.error().kind, json.error().message, tr("The file is left alone. Mend it, or move it away to start anew."));
    JsonReader reader(*json, m_path);
    if (reader.integer("version", 0, 0, 1'000'000) > version)
        return failure(ErrorKind::Storage, tr("%1 was written by a newer Tessera and is left alone.").arg(m_path));
    Content content;
    for (const JsonReader &credential : reader.objects("credentials"))
        content.credentials += readCredential(credential);
    for (const auto &[name, environment] : reader.members("environments")) {
        JsonReader network = environment;
        content.environments.insert(name, readNetwork(network.object("network")));
    }
    if (reader.error())
        return failure(ErrorKind::Parse, reader.error()->message,
            tr("The file is left alone. Mend it, or move it away to start anew."));
    content.json = *std::move(json);
    return content;
}

void Accounts::take(Content content)
{
    m_credentials = std::move(content.credentials);
    m_environments = std::move(content.environments);
    Q_EMIT changed();
}

Result<Done> Accounts::load()
{
    watch(); // first: what is written from now on is told of
    const auto seen = stamp();
    auto content = read();
    if (!content)
        return failure(content.error());
    m_seen = seen;
    const auto before = std::exchange(m_isLoaded, true) ? m_credentials : content->credentials;
    take(*std::move(content));
    tellOfOthers(before, QList(m_credentials));
    return Done{};
}

// The folder: the file is replaced whole, and may not be there yet.
void Accounts::watch()
{
    const QString folder = m_path.left(m_path.lastIndexOf(u'/'));
    if (m_watcher.directories().isEmpty() && PrivateFile::makeFolder(folder))
        m_watcher.addPath(folder);
}

void Accounts::readAgain()
{
    // Other files are in there, too. One that is gone was moved away by hand: nobody forgot anything.
    if (const auto now = stamp(); now != m_seen && now.first.isValid())
        (void)load(); // what can't be read is said by whoever has to
}

std::pair<QDateTime, qint64> Accounts::stamp() const
{
    const QFileInfo file(m_path);
    return {file.lastModified(), file.size()};
}

void Accounts::tellOfOthers(const QList<Credential> &before, const QList<Credential> &now)
{
    if (before == now)
        return;
    QHash<CredentialId, Credential> gone;
    for (const Credential &credential : before)
        gone.insert(credential.id, credential);
    QList<Credential> put;
    for (const Credential &credential : now) {
        const auto known = gone.constFind(credential.id);
        if (known == gone.cend() || *known != credential)
            put += credential;
        gone.remove(credential.id);
    }
    for (auto it = gone.cbegin(); it != gone.cend(); ++it)
        Q_EMIT removedElsewhere(it.key());
    for (const Credential &credential : std::as_const(put))
        Q_EMIT putElsewhere(credential);
}

Result<Done> Accounts::update(const std::function<void(Content &)> &change)
{
    if (auto folder = PrivateFile::makeFolder(m_path.left(m_path.lastIndexOf(u'/'))); !folder)
        return folder;
    QLockFile lock(m_path + ".lock"_L1);
    if (!lock.tryLock(1000)) // held for the time of one small write
        return failure(ErrorKind::Storage, tr("%1 is being written by another program.").arg(m_path), tr("Try again."));
    auto content = read();
    if (!content)
        return failure(content.error());
    const QList<Credential> there = content->credentials;
    const QList<Credential> before = m_isLoaded ? m_credentials : there;
    change(*content);
    Json &json = content->json;
    json["version"] = version;
    // Merged, so that members that a newer version added stay.
    Json credentials = Json::array();
    for (const Credential &credential : content->credentials) {
        Json item = Json::object();
        for (const Json &old : json.value("credentials", Json::array())) {
            if (old.value("profile", "") == utf8(credential.id.profile)
                && old.value("environment", "") == utf8(credential.id.environment)
                && old.value("account", "") == utf8(credential.id.account))
                item = old;
        }
        item.update(toJson(credential));
        credentials.push_back(item);
    }
    json["credentials"] = credentials;
    Json environments = json.value("environments", Json::object());
    for (auto it = content->environments.cbegin(); it != content->environments.cend(); ++it)
        environments[utf8(it.key())]["network"] = toJson(*it);
    json["environments"] = environments;
    if (auto written = PrivateFile::write(m_path, toBytes(json)); !written)
        return written;
    m_seen = stamp();
    take(*std::move(content));
    tellOfOthers(before, there);
    return Done{};
}

const Credential *Accounts::find(const CredentialId &id) const
{
    const auto found
        = std::find_if(m_credentials.cbegin(), m_credentials.cend(), [&](const Credential &c) { return c.id == id; });
    return found == m_credentials.cend() ? nullptr : &*found;
}

Result<Done> Accounts::put(const Credential &credential)
{
    return rename(credential.id, credential);
}

Result<Done> Accounts::remove(const CredentialId &id)
{
    return update([&](Content &content) { content.credentials.removeIf([&](const Credential &c) { return c.id == id; }); });
}

Result<Done> Accounts::rename(const CredentialId &from, const Credential &to)
{
    return update([&](Content &content) {
        auto &all = content.credentials;
        const auto found = std::find_if(all.begin(), all.end(), [&](const Credential &c) { return c.id == from; });
        if (found == all.end())
            all += to;
        else
            *found = to;
    });
}

NetworkSettings Accounts::network(const QString &environment) const
{
    return m_environments.value(environment);
}

Result<Done> Accounts::setNetwork(const QString &environment, const NetworkSettings &settings)
{
    return update([&](Content &content) { content.environments.insert(environment, settings); });
}

Result<Done> Accounts::trust(const QString &environment, const TlsException &exception)
{
    bool isReplacement = false;
    const auto kept = update([&](Content &content) {
        auto &exceptions = content.environments[environment].tlsExceptions;
        isReplacement = std::any_of(exceptions.cbegin(), exceptions.cend(), [&](const TlsException &old) {
            return old.host == exception.host && old.port == exception.port && old.sha256 != exception.sha256;
        });
        if (!isReplacement && !exceptions.contains(exception))
            exceptions += exception;
    });
    if (!kept || !isReplacement)
        return kept;
    TlsVerdict verdict;
    verdict.trust = TlsTrust::Replaced;
    return failure(verdict.error(Origin{u"https"_s, exception.host, exception.port}.authority()));
}

QStringList Accounts::environments() const
{
    QStringList names = m_environments.keys();
    for (const Credential &credential : m_credentials)
        names += credential.id.environment;
    names.sort(Qt::CaseInsensitive);
    names.removeDuplicates();
    names.removeAll(QString());
    return names;
}

}
