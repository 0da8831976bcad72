#include "app/workspace/DraftStore.h"

#include "app/base/PrivateFile.h"
#include "app/base/Redactor.h"
#include "app/workspace/KeptRequest.h"
#include "app/workspace/RequestJson.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int schema = 1;

QString tr(const char *text)
{
    return QCoreApplication::translate("DraftStore", text);
}

Draft readDraft(JsonReader &reader)
{
    Draft draft;
    JsonReader request = reader.object("request");
    draft.document = RequestJson::read(request);
    request.finish();
    draft.origin = draft.document;
    if (reader.has("origin")) {
        JsonReader origin = reader.object("origin");
        draft.origin = RequestJson::read(origin);
        origin.finish();
    }
    draft.withheld = reader.strings("withheld");
    reader.finish();
    return draft;
}

Result<Drafts> readDrafts(const QByteArray &bytes, const QString &path)
{
    const auto json = parseJson(bytes, path);
    if (!json)
        return failure(json.error());
    JsonReader reader(*json, path);
    if (reader.integer("schema", schema, 1, 1'000'000) > schema)
        return failure(ErrorKind::Parse, tr("%1 was written by a newer version of Tessera.").arg(path));
    Drafts drafts;
    for (JsonReader &draft : reader.objects("drafts"))
        drafts.drafts.append(readDraft(draft));
    drafts.current = int(reader.integer("current", 0, 0, 1'000'000));
    drafts.split.isBeside = reader.boolean("sideBySide");
    drafts.split.composerHeight = int(reader.integer("composerHeight", 0, 0, 100'000));
    drafts.split.composerShare = int(reader.integer("composerShare", 0, 0, 100'000));
    for (const auto &[profile, spelling] : reader.stringMembers("lastUsed")) {
        if (const auto id = CredentialId::parse(spelling))
            drafts.lastUsed.insert(profile, *id);
    }
    reader.finish();
    if (reader.error())
        return failure(*reader.error());
    return drafts;
}

Json toJson(const Draft &draft, const Redactor &redactor)
{
    const auto kept = KeptRequest::of(draft.document, redactor);
    Json json{{"request", RequestJson::write(kept.document)}};
    if (draft.origin != draft.document)
        json["origin"] = RequestJson::write(KeptRequest::of(draft.origin, redactor).document);
    for (const QString &place : kept.withheld)
        json["withheld"].push_back(place.toStdString());
    return json;
}

}

DraftStore::DraftStore(const QString &path, const Redactor &redactor)
    : m_path(path)
    , m_redactor(redactor)
{
    m_thread.setMaxThreadCount(1);
}

DraftStore::~DraftStore() = default;

Result<Drafts> DraftStore::load()
{
    if (auto folder = PrivateFile::makeFolder(QFileInfo(m_path).absolutePath()); !folder) {
        m_state = State::Unusable;
        return failure(folder.error());
    }
    m_lock = std::make_unique<QLockFile>(m_path + ".lock"_L1);
    m_lock->setStaleLockTime(0); // only a program that is gone loses it
    if (!m_lock->tryLock(0)) {
        m_state = State::OfAnother;
        return Drafts{};
    }
    const auto bytes = PrivateFile::read(m_path);
    auto drafts = !bytes ? Result<Drafts>(failure(bytes.error())) : bytes->isEmpty() ? Drafts{} : readDrafts(*bytes, m_path);
    m_state = drafts ? State::Kept : State::Unusable;
    return drafts;
}

Result<Done> DraftStore::save(const Drafts &drafts)
{
    return m_state == State::Kept ? write(drafts, m_redactor, ++m_turn) : Done{};
}

void DraftStore::saveSoon(const Drafts &drafts, ResultCompletion<Done> completion)
{
    if (m_state != State::Kept)
        return completion.deliver(Done{});
    m_thread.start([this, drafts, redactor = m_redactor, turn = ++m_turn, completion = std::move(completion)] {
        completion.deliver(write(drafts, redactor, turn));
    });
}

Result<Done> DraftStore::write(const Drafts &drafts, const Redactor &redactor, quint64 turn)
{
    const QMutexLocker lock(&m_writing);
    if (turn != m_turn)
        return Done{}; // there are newer ones
    Json json{{"schema", schema}, {"current", drafts.current}};
    if (drafts.split.isBeside)
        json["sideBySide"] = true;
    if (drafts.split.composerHeight > 0)
        json["composerHeight"] = drafts.split.composerHeight;
    if (drafts.split.composerShare > 0)
        json["composerShare"] = drafts.split.composerShare;
    for (const auto &[profile, id] : drafts.lastUsed.asKeyValueRange())
        json["lastUsed"][profile.toStdString()] = id.toString().toStdString();
    json["drafts"] = Json::array();
    for (const Draft &draft : drafts.drafts)
        json["drafts"].push_back(toJson(draft, redactor));
    const QByteArray bytes = toBytes(json);
    if (bytes == m_written)
        return Done{};
    auto written = PrivateFile::write(m_path, bytes);
    if (written)
        m_written = bytes;
    return written;
}

Result<QString> DraftStore::putAside()
{
    for (int i = 1; i < 1000; ++i) {
        const QString aside = u"%1.unusable-%2"_s.arg(m_path).arg(i);
        if (QFile::exists(aside))
            continue;
        if (!QFile::rename(m_path, aside))
            break;
        m_state = State::Kept;
        return aside;
    }
    return failure(ErrorKind::Storage, tr("%1 can't be renamed.").arg(m_path), tr("Check that its folder can be written."));
}

}
