#pragma once

#include "app/json/JsonMistake.h"
#include "app/json/index/JsonIndexData.h"

#include <vector>

namespace tessera {

// Reads JSON once, checks every byte of it against RFC 8259 and notes what JsonIndexData wants to know. Can stop anywhere and
// go on when more is there; nothing recurses.
class JsonIndexBuilder {
public:
    explicit JsonIndexBuilder(JsonIndexData &data);
    // See JsonIndex::extend().
    bool extend(QByteArrayView all, bool isWhole, qint64 most);

private:
    enum class Expect : quint8 { Child, Separator };
    enum class Stop { Limit, Starved, End, Fault };
    struct Level {
        quint32 at, index; // index: among its siblings
        quint32 row, line;
        quint32 entry;
        bool isObject;
    };

    Stop run(const char *limit);
    // Of a document of a sequence, before anybody sees it.
    enum class Check { Good, Broken, Unknown }; // Unknown: not enough of it is there
    Check checkDocument(const char *child, const char **end);
    [[nodiscard]] const char *recordEnd(const char *child);
    JsonMistake tryOut(const char *from, const char *to, const char **mistakeAt);
    void addPlace(const char *p, quint32 row, quint32 line, quint32 index);
    [[nodiscard]] quint32 jumpFrom(quint32 parent, quint32 self) const;
    void close(const Level &level, const char *p, quint32 count, quint32 row, quint32 line);
    void finish(Stop stop);
    const char *scanString(const char *p);
    const char *skipEscape(const char *p);
    const char *scanNumber(const char *p);
    const char *scanWord(const char *p);
    const char *mistaken(const char *p, JsonMistake mistake);
    [[nodiscard]] bool isSequenceTop() const;

    JsonIndexData &m_data;
    std::vector<Level> m_levels; // that are open, outermost first
    std::size_t m_entered = 0; // so many of them have entries

    // Of the last call.
    const char *m_begin = nullptr;
    const char *m_end = nullptr;
    bool m_isWhole = false;

    // Where it stopped: before the token at m_at.
    qint64 m_at = 0;
    Expect m_expect = Expect::Child;
    quint32 m_row = 0, m_line = 0, m_index = 0;
    qint64 m_nextPlace = 0;
    bool m_hasBegun = false;
    // A string whose end has not come, and how far it is known not to have.
    qint64 m_longString = -1, m_longStringTo = -1;
    // Of a sequence.
    std::unique_ptr<JsonIndexData> m_trialData;
    std::unique_ptr<JsonIndexBuilder> m_trial; // reads a document ahead, and notes nothing
    bool m_hasRecords = false; // RFC 7464: a mark stands before each document
    qint64 m_recordEnd = 0; // of the last one that was looked for; or none stands before m_recordSearchedTo
    qint64 m_recordSearchedTo = 0;
    qint64 m_checked = -1; // the document that is known to be good, or is read as it comes
    qint64 m_lookedAhead = 0; // bytes behind the first line of documents that may have several
    // Set by what scans a token: None and null mean that it may go on behind the end of what is there.
    JsonMistake m_mistake = JsonMistake::None;
    const char *m_mistakeAt = nullptr;
};

}
