#pragma once

#include "app/json/index/JsonIndexBuilder.h"

namespace tessera {

// Reads each document of a sequence ahead, so that a broken one is known as such before anybody sees a part of it.
class JsonSequenceGuard {
public:
    enum class Check {
        Good, // or so large that it is read as it comes, and ends the sequence where it breaks
        Broken,
        Unknown, // not enough of it is there
    };
    // Of the document that begins at `child` in all that is there; sets where a broken one ends.
    [[nodiscard]] Check check(QByteArrayView all, const char *child, bool isWhole, const char **brokenEnd);
    void noteRecord() { m_hasRecords = true; } // RFC 7464: a mark stands before each document

    // "1[2]", "truefalse": nobody can tell where the first of two documents ends that has no end of its own.
    [[nodiscard]] static bool isGlued(const char *next);

private:
    [[nodiscard]] const char *recordEnd(QByteArrayView all, const char *child, bool isWhole);
    [[nodiscard]] JsonIndexBuilder::Mistake mistakeIn(const char *from, const char *to);

    JsonIndexData m_nothing{JsonIndex::Form::Document};
    JsonIndexBuilder m_reader{m_nothing};
    bool m_hasRecords = false;
    qint64 m_recordEnd = 0; // of the last one that was looked for; or none stands before m_searchedTo
    qint64 m_searchedTo = 0;
    qint64 m_lookedAhead = 0; // bytes behind the first line of documents that may have several
};

}
