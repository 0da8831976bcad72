#pragma once

#include "app/json/JsonNode.h"
#include "app/json/JsonText.h"

#include <QtCore/QList>
#include <QtCore/QStringList>

#include <functional>
#include <limits>
#include <memory>
#include <optional>

namespace tessera {

class JsonIndexBuilder;
class JsonKeyTable;
struct JsonIndexData;

// Ways through a JSON body of up to 4 GiB that is not parsed into anything: the index notes a place every few thousand bytes
// and the objects and lists that are open there (1 to 3 % of the body), and what lies between is read again when asked for.
// So nothing is lost or rounded: names, numbers, order, duplicates and broken text come back as the bytes that were sent.
//
// One thread builds it, once or while the bytes arrive; every other may ask meanwhile, without locks, and finds what is
// indexed so far: an object or list that still goes on has the children that came. Where the text stops being JSON it ends
// there with a fault, and all before stays usable. The bytes must live, and stay where they are, as long as the index.
//
// Each answer costs about reading a few kilobytes, except where it says otherwise.
class JsonIndex {
public:
    enum class Form {
        Document,
        Sequence, // documents one after the other: NDJSON, JSON Lines, RFC 7464. A list without brackets, node.at == -1.
                  // A line (or record) that is no JSON is an item of its own, of the kind Broken, and the rest goes on
    };
    explicit JsonIndex(Form form = Form::Document);
    ~JsonIndex();
    JsonIndex(const JsonIndex &) = delete;
    JsonIndex &operator=(const JsonIndex &) = delete;
    [[nodiscard]] static std::shared_ptr<JsonIndex> of(QByteArrayView bytes, Form form = Form::Document);

    // The building thread's. `all` is everything so far, from the first byte; `isWhole`: nothing will follow. Goes on where
    // it stopped, for about `most` bytes; false: there is more to do with the same bytes.
    bool extend(QByteArrayView all, bool isWhole, qint64 most = std::numeric_limits<qint64>::max());

    // Any thread's, from here on.
    [[nodiscard]] Form form() const;
    [[nodiscard]] bool isComplete() const; // built to the end of the body or to its fault
    [[nodiscard]] qint64 indexedTo() const; // bytes; nodes that begin before are found
    [[nodiscard]] std::optional<JsonFault> fault() const; // once complete
    [[nodiscard]] qint64 memory() const; // bytes that the index itself takes

    [[nodiscard]] std::optional<JsonNode> root() const; // nothing before its first byte came
    [[nodiscard]] qint64 childCount(const JsonNode &node) const; // so far
    [[nodiscard]] QList<JsonNode> children(const JsonNode &node, qint64 first, qint64 count) const;
    [[nodiscard]] std::optional<JsonNode> parent(const JsonNode &node) const;
    // The innermost node whose value, or whose name, the byte belongs to; between values their object or list.
    [[nodiscard]] std::optional<JsonNode> nodeAt(qint64 offset) const;
    // From the root down to nodeAt(offset), that included.
    [[nodiscard]] QList<JsonNode> pathTo(qint64 offset) const;

    // By the unescaped names and numbers of a JSON Pointer. Of equal names the last counts. The first search in an object of
    // more than 64 KiB reads it whole and remembers the names (some tens of ms for 100 MB), those after cost nothing.
    [[nodiscard]] std::optional<JsonNode> find(const QStringList &segments) const;
    [[nodiscard]] std::optional<JsonNode> member(const JsonNode &object, const QString &name) const;
    // Reads the names of the first 2,000 large objects, up to 64 MiB of them, so that their duplicates are known. For a thread
    // in the background: some tens of ms for 100 MB.
    void learnNames(const std::function<bool()> &isAbandoned) const;
    // Whether another member of the same object has the same name. Nullopt: the object is large and its names are not known
    // (yet), or it is not complete.
    [[nodiscard]] std::optional<bool> isDuplicate(const JsonNode &member) const;

    // The items of a sequence that are no JSON, so far, in order.
    [[nodiscard]] qint64 brokenCount() const;
    [[nodiscard]] QList<JsonNode> broken(qint64 first, qint64 count) const;
    [[nodiscard]] std::optional<JsonFault> faultOf(const JsonNode &broken) const; // in the body: reads what stands before it

    [[nodiscard]] QByteArrayView bytes() const; // all that was given to extend()
    [[nodiscard]] QByteArrayView value(const JsonNode &node) const; // as written, subtree and all; to the end where it has none yet
    [[nodiscard]] QByteArrayView key(const JsonNode &node) const; // as written, with its quotes; empty where it has none
    [[nodiscard]] QString name(const JsonNode &node) const; // the key without quotes and escapes; lone surrogates become U+FFFD
    // RFC 6901 ("/items/0/a~1b", "" for the root) and RFC 9535 ("$['items'][0]['a/b']").
    [[nodiscard]] QString pointer(const JsonNode &node) const;
    [[nodiscard]] QString normalizedPath(const JsonNode &node) const;

private:
    friend class PrettyRows;
    friend struct JsonIndexAccess;
    // Of an object that is small enough to read it now, or large and known; else null.
    [[nodiscard]] std::shared_ptr<const JsonKeyTable> keysNear(const JsonNode &object) const;

    std::unique_ptr<JsonIndexData> m_data;
    std::unique_ptr<JsonIndexBuilder> m_builder;
};

}
