#pragma once

#include "app/json/JsonIndex.h"
#include "app/base/GrowingList.h"
#include "app/json/index/JsonScan.h"

#include <QtCore/QMutex>

#include <map>

namespace tessera {

class JsonKeyTable;

// A place in the text at which a member or item begins. There is one every few thousand bytes.
struct JsonPlace {
    quint32 at; // of its name, else of its value
    quint32 row, line; // of the layout
    quint32 container; // the entry of the object or list it belongs to; none for the root
    quint32 index; // in that
};

// An object or list that is open at some place: those that begin and end between two places have no entry. Entries are in
// the order in which they begin.
struct JsonEntry {
    quint32 at; // its opening bracket
    quint32 parent; // its entry; every ancestor has one
    quint32 index; // among its siblings
    qint32 depth; // -1: the list that the documents of a sequence are thought to be in, always entry 0
    quint32 jump; // an ancestor farther up, so that any is found in a few steps; itself for the outermost
    quint32 row, line;
    std::atomic<quint32> closeAt, count, closeRow, closeLine; // closeAt is written last, and 0 before
};

// An item of a sequence that is no JSON.
struct JsonBrokenItem {
    quint32 at, end;
    quint32 index; // among its siblings
};

// What a JsonIndex consists of: written by its builder, read by all.
struct JsonIndexData {
    explicit JsonIndexData(JsonIndex::Form as)
        : form(as)
    {
    }

    // What one reader works with: all of it belongs together, whatever the builder does meanwhile.
    struct View {
        const char *begin = nullptr;
        const char *end = nullptr; // no member or item begins from here on; tokens before are good
        quint32 places = 0, entries = 0;
        quint32 rows = 0, lines = 0;
        bool isComplete = false;
        [[nodiscard]] qint64 size() const { return end - begin; }
    };
    [[nodiscard]] View view() const
    {
        View view;
        view.isComplete = isComplete.load(std::memory_order_acquire);
        view.places = places.size();
        view.entries = entries.size();
        view.begin = begin.load(std::memory_order_acquire);
        if (view.isComplete) {
            view.end = view.begin + goodEnd;
            view.rows = rows;
            view.lines = lines;
        } else {
            const JsonPlace last = view.places == 0 ? JsonPlace{} : places[view.places - 1];
            view.end = view.begin + last.at;
            view.rows = last.row;
            view.lines = last.line;
        }
        return view;
    }

    const JsonIndex::Form form;
    std::atomic<const char *> begin = nullptr;
    std::atomic<qint64> size = 0;
    GrowingList<JsonPlace> places;
    GrowingList<JsonEntry> entries;
    GrowingList<JsonBrokenItem> broken; // before any place behind it

    std::atomic<bool> isComplete = false; // what follows is good once this is true
    qint64 goodEnd = 0;
    quint32 rows = 0, lines = 0;
    std::optional<JsonFault> fault;

    // The last long string or number that was passed over, as (at << 32 | end): who looks at rows in it asks again and again.
    mutable std::atomic<quint64> longScalar = 0;

    mutable QMutex keysMutex;
    mutable std::map<quint32, std::shared_ptr<const JsonKeyTable>> keys; // by the object's place; shared: used outside the lock
    mutable qint64 keysMemory = 0; // of all of them
};

}
