#pragma once

#include "app/json/JsonMistake.h"
#include "app/json/index/JsonIndexData.h"

#include <vector>

namespace tessera {

class JsonSequenceGuard;

// Reads JSON once, checks every byte of it against RFC 8259 and notes what JsonIndexData wants to know. Can stop anywhere and
// go on when more is there; nothing recurses.
class JsonIndexBuilder {
public:
    explicit JsonIndexBuilder(JsonIndexData &data);
    ~JsonIndexBuilder();
    // See JsonIndex::extend().
    bool extend(QByteArrayView all, bool isWhole, qint64 most);

    // Reads one document and notes nothing of it: what is wrong with it, and where. MoreText is what may follow it.
    struct Mistake {
        JsonMistake what = JsonMistake::None;
        const char *at = nullptr;
    };
    [[nodiscard]] Mistake tryOut(const char *from, const char *to);

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
    void addPlace(const char *p, quint32 row, quint32 line, quint32 index);
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
    std::unique_ptr<JsonSequenceGuard> m_guard; // of a sequence
    qint64 m_checked = -1; // the document that is known to be good, or is read as it comes
    // Set by what scans a token: None and null mean that it may go on behind the end of what is there.
    JsonMistake m_mistake = JsonMistake::None;
    const char *m_mistakeAt = nullptr;
};

}
