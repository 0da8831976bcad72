#pragma once

#include "app/base/Completion.h"
#include "app/workspace/RequestDocument.h"

#include <QtCore/QMap>
#include <QtCore/QMutex>
#include <QtCore/QStringList>
#include <QtCore/QThreadPool>

#include <atomic>
#include <memory>

class QLockFile;

namespace tessera {

class Redactor;

// One open tab.
struct Draft {
    RequestDocument document;
    RequestDocument origin; // as it was opened or saved: where it differs there is something unsaved
    QStringList withheld; // read: places that were left out when it was written; see KeptRequest
    bool operator==(const Draft &) const = default;
};

// How a tab is divided between composer and answer; 0 where nobody has moved the edge.
struct AnswerSplit {
    bool isBeside = false; // the answer beside the composer instead of below it
    int composerHeight = 0; // pixels, where the answer is below
    int composerShare = 0; // of the width, in hundred-thousandths, where it is beside
    bool operator==(const AnswerSplit &) const = default;
};

struct Drafts {
    QList<Draft> drafts;
    int current = 0;
    AnswerSplit split;
    QMap<QString, CredentialId> lastUsed; // by profile
    bool operator==(const Drafts &) const = default;
};

// The open tabs in a file of ours, without anything secret. The first program to load it keeps it; another one at the same
// time has tabs of its own that are not kept. A file that can't be used is left alone, and not written over.
class DraftStore {
public:
    enum class State { NotLoaded, Kept, OfAnother, Unusable };

    DraftStore(const QString &path, const Redactor &redactor);
    ~DraftStore();

    // A missing file is no draft. Errors: Storage, Parse, naming the file: it is Unusable then.
    [[nodiscard]] Result<Drafts> load();
    // Does nothing unless Kept. Errors: Storage.
    [[nodiscard]] Result<Done> save(const Drafts &drafts);
    // The same in a thread of its own, where looking for secrets and waiting for the disk holds nobody up. Of several that
    // wait the last counts. What was given is written before the store is gone.
    void saveSoon(const Drafts &drafts, ResultCompletion<Done> completion);
    // Puts an unusable file aside under another name beside it, and keeps drafts from here on. The new name. Errors: Storage.
    [[nodiscard]] Result<QString> putAside();
    [[nodiscard]] State state() const { return m_state; }

private:
    [[nodiscard]] Result<Done> write(const Drafts &drafts, const Redactor &redactor, quint64 turn); // in any thread

    const QString m_path;
    const Redactor &m_redactor;
    std::unique_ptr<QLockFile> m_lock;
    QMutex m_writing; // guards what was written
    QByteArray m_written;
    std::atomic<quint64> m_turn = 0; // of the last that was given
    State m_state = State::NotLoaded;
    QThreadPool m_thread; // the last: its end waits for what is under way
};

}
