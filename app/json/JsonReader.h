#pragma once

#include "app/base/Result.h"

#include <nlohmann/json.hpp>

#include <QtCore/QSet>
#include <QtCore/QStringList>

#include <deque>
#include <initializer_list>
#include <memory>
#include <optional>

namespace tessera {

using Json = nlohmann::ordered_json; // keeps the order of keys

// Bytes to JSON with limits that no file of ours reaches: 16 MiB, depth 200, no duplicate keys. Errors: Parse, with line
// and column; `source` (a file's path, "the server's answer") begins the sentence.
[[nodiscard]] Result<Json> parseJson(const QByteArray &bytes, const QString &source);
// Two spaces of indent, a newline at the end.
[[nodiscard]] QByteArray toBytes(const Json &json);
[[nodiscard]] QString toQString(const std::string &text);

// Reads one object strictly: every error names the source and the JSON Pointer (RFC 6901) of what is wrong, and finish()
// reports the keys that nobody asked for. The first error wins; after it every read gives a default, so that a reader can
// run to its end and ask once. Readers of children report to the same place.
class JsonReader {
public:
    JsonReader(const Json &root, const QString &source);

    [[nodiscard]] QString string(const char *key, const QString &fallback = {});
    [[nodiscard]] QString requiredString(const char *key);
    [[nodiscard]] bool boolean(const char *key, bool fallback = false);
    [[nodiscard]] qint64 integer(const char *key, qint64 fallback, qint64 least, qint64 most);
    [[nodiscard]] QStringList strings(const char *key);
    // One of the names; the index of it.
    [[nodiscard]] int choice(const char *key, const QStringList &names, int fallback);
    [[nodiscard]] bool has(const char *key) const;
    void require(std::initializer_list<const char *> keys); // an error where one is absent
    [[nodiscard]] const Json *any(const char *key); // null where absent
    [[nodiscard]] JsonReader object(const char *key); // reads as empty where absent
    // An array of objects, and an object of objects; empty where absent. With a short form, text or a number in an object's
    // place reads as an object that holds it under this one name. A member called `skipped` is left out.
    [[nodiscard]] QList<JsonReader> objects(const char *key, const char *shortForm = nullptr);
    [[nodiscard]] QList<std::pair<QString, JsonReader>> members(
        const char *key, const char *shortForm = nullptr, const char *skipped = nullptr);
    [[nodiscard]] QList<std::pair<QString, QString>> stringMembers(const char *key); // an object of strings, in order

    void ignore(const char *key); // known, and nothing to us ("$schema", "comment")
    // The members that nobody has asked for, as they stand: for documents that keep what they don't know.
    [[nodiscard]] Json takeUnknown();
    void finish(); // unknown keys are an error from here on

    void fail(const QString &what); // about this object
    void fail(const char *key, const QString &what); // about one member: "<source>: /a/b <what>"
    void failBelow(const QString &pointer, const QString &what); // about something deeper: "/b/0" below this object
    [[nodiscard]] const std::optional<Error> &error() const { return m_shared->error; }
    [[nodiscard]] const Json &json() const { return *m_json; }
    [[nodiscard]] QString pointer(const char *key = nullptr) const;

private:
    struct Shared {
        QString source;
        std::optional<Error> error;
        std::deque<Json> expanded; // short forms written out; a deque stays where it is
    };
    JsonReader(const Json *json, QString pointer, std::shared_ptr<Shared> shared);
    const Json *find(const char *key);
    [[nodiscard]] JsonReader child(const Json &json, const QString &pointer, const char *shortForm = nullptr) const;

    const Json *m_json;
    QString m_pointer;
    std::shared_ptr<Shared> m_shared; // shared: one error for a whole document, whichever reader meets it first
    QSet<QString> m_known;
    bool m_isShortForm = false; // its one member stands where it stands itself
};

}
