#pragma once

#include "app/http/BodyStore.h"
#include "app/http/BytePattern.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {

// Finds every hit in a body, in a thread of the pool. All are counted; none is kept: the search notes how many there are
// before each 64 KiB, and reads such a piece again when a hit of it is asked for, which takes well under a millisecond.
// A body that still grows is searched as far as it goes; advance() goes on.
class BodySearch : public QObject {
    Q_OBJECT
public:
    BodySearch(std::shared_ptr<const BodyStore> body, BytePattern pattern, QObject *parent = nullptr);
    ~BodySearch() override; // ends the work, without waiting for it

    void advance(); // there are new bytes, or the body is finished

    [[nodiscard]] qint64 count() const; // so far
    [[nodiscard]] qint64 searchedTo() const; // bytes
    [[nodiscard]] bool isFinished() const;
    // Once finished: a regex was too hard at some place and the search ended there. A sentence; empty where all is well.
    [[nodiscard]] QString trouble() const;

    [[nodiscard]] std::optional<BytePattern::Hit> hit(qint64 number) const; // from 0
    // The number of the first hit that begins at the offset or behind; count() where there is none (yet).
    [[nodiscard]] qint64 firstFrom(qint64 offset) const;
    [[nodiscard]] QList<BytePattern::Hit> hitsIn(qint64 from, qint64 to) const; // for marking what is on the screen: that begin there
    // For marks on a scroll bar: how many hits begin in each of `parts` equal parts of the body.
    [[nodiscard]] QList<qint64> spread(int parts) const;

Q_SIGNALS:
    void advanced(); // some 20 times a second
    void finished();

private:
    struct Work;
    std::shared_ptr<Work> m_work; // shared: with the thread that is at it
    bool m_isFinished = false;
};

}
