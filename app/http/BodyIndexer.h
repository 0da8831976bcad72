#pragma once

#include "app/http/BodyStore.h"
#include "app/http/LineIndex.h"
#include "app/json/JsonIndex.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {

// Builds the indexes of a body in a thread of the pool while it arrives. The indexes, and the body with them, live as long
// as anybody holds them; destroying the indexer ends the work soon, without waiting for it.
class BodyIndexer : public QObject {
    Q_OBJECT
public:
    enum class Json { No, Document, Sequence };
    BodyIndexer(std::shared_ptr<const BodyStore> body, Json json, QObject *parent = nullptr);
    ~BodyIndexer() override;

    // There are new bytes, or the body is finished: connect it to HttpCall::progressed and finished. Costs nothing where
    // there is nothing to do.
    void advance();

    [[nodiscard]] std::shared_ptr<const LineIndex> lines() const;
    [[nodiscard]] std::shared_ptr<const JsonIndex> json() const; // null for Json::No
    [[nodiscard]] bool isFinished() const; // finished() was sent

Q_SIGNALS:
    void advanced(); // there is more in the indexes: soon after the first bytes, then some 20 times a second
    void finished(); // the body is finished and indexed whole, or to the fault; after the last advanced()

private:
    struct Work;
    std::shared_ptr<Work> m_work; // shared: with the thread that is at it
    bool m_isFinished = false;
};

}
