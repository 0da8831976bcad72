#include "app/json/JsonReader.h"

#include <QtCore/QCoreApplication>

#include <limits>
#include <unordered_set>
#include <utility>
#include <vector>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestFile = 16 * 1024 * 1024;
constexpr int deepest = 200;
const Json emptyObject = Json::object();

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonReader", text);
}

// nlohmann keeps the last of two equal keys, recurses without a limit, and looks through all keys for each new one.
struct Builder final : nlohmann::json_sax<Json> {
    Json root;
    QString defect;
    std::size_t errorAt = 0;

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t &) override { return add(value); }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return false; } // not in text
    bool start_object(std::size_t) override { return enter(Json::object()); }
    bool start_array(std::size_t) override { return enter(Json::array()); }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }
    bool key(string_t &name) override
    {
        if (m_open.back().keys.insert(name).second) {
            auto &members = m_open.back().json->get_ref<Json::object_t &>();
            m_member = &static_cast<Json::object_t::Container &>(members).emplace_back(std::move(name), nullptr).second;
            return true;
        }
        defect = tr("has the key \"%1\" twice").arg(toQString(name));
        return false;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        errorAt = position;
        defect = tr("is not JSON");
        return false;
    }

private:
    struct Level {
        Json *json; // stays in its place until it is closed: only the innermost grows
        std::unordered_set<std::string> keys;
    };

    Json *put(Json value)
    {
        if (m_open.empty())
            return &(root = std::move(value));
        if (m_open.back().json->is_array())
            return &m_open.back().json->get_ref<Json::array_t &>().emplace_back(std::move(value));
        return &(*m_member = std::move(value));
    }
    bool add(Json value)
    {
        put(std::move(value));
        return true;
    }
    bool enter(Json container)
    {
        m_open.push_back({put(std::move(container)), {}});
        if (m_open.size() <= deepest)
            return true;
        defect = tr("is nested deeper than %1 levels").arg(deepest);
        return false;
    }
    bool leave()
    {
        m_open.pop_back();
        return true;
    }

    std::vector<Level> m_open;
    Json *m_member = nullptr; // that gets the next value
};

QString place(const QByteArray &bytes, std::size_t position)
{
    const auto before = bytes.left(qsizetype(position));
    const auto line = before.count('\n') + 1;
    const auto column = before.size() - (before.lastIndexOf('\n') + 1);
    return tr("line %1, column %2").arg(line).arg(qMax<qsizetype>(1, column));
}

QString escaped(const QString &key)
{
    QString text = key;
    return text.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

}

Result<Json> parseJson(const QByteArray &bytes, const QString &source)
{
    if (bytes.size() > largestFile)
        return failure(ErrorKind::Parse, tr("%1 has %2 bytes, which is more than is read.").arg(source).arg(bytes.size()));
    Builder builder;
    if (!Json::sax_parse(bytes.begin(), bytes.end(), &builder)) {
        const QString where = builder.errorAt ? u" (%1)"_s.arg(place(bytes, builder.errorAt)) : QString();
        return failure(ErrorKind::Parse, u"%1 %2%3."_s.arg(source, builder.defect, where));
    }
    return std::move(builder.root);
}

QByteArray toBytes(const Json &json)
{
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace)) + '\n';
}

QString toQString(const std::string &text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

JsonReader::JsonReader(const Json &root, const QString &source)
    : JsonReader(&root, {}, std::make_shared<Shared>(Shared{source, std::nullopt, {}}))
{
    if (!root.is_object()) {
        fail(tr("must be an object"));
        m_json = &emptyObject;
    }
}

JsonReader::JsonReader(const Json *json, QString pointer, std::shared_ptr<Shared> shared)
    : m_json(json)
    , m_pointer(std::move(pointer))
    , m_shared(std::move(shared))
{
}

const Json *JsonReader::find(const char *key)
{
    m_known.insert(QString::fromUtf8(key));
    const auto found = m_json->find(key);
    return found == m_json->end() ? nullptr : &*found;
}

JsonReader JsonReader::child(const Json &json, const QString &pointer, const char *shortForm) const
{
    JsonReader reader(&json, pointer, m_shared);
    if (shortForm && (json.is_string() || json.is_number())) {
        reader.m_json = &m_shared->expanded.emplace_back(Json::object({{shortForm, json}}));
        reader.m_isShortForm = true;
    } else if (!json.is_object()) {
        reader.fail(tr("must be an object"));
        reader.m_json = &emptyObject;
    }
    return reader;
}

QString JsonReader::string(const char *key, const QString &fallback)
{
    const Json *value = find(key);
    if (!value)
        return fallback;
    if (!value->is_string()) {
        fail(key, tr("must be text"));
        return fallback;
    }
    return toQString(value->get_ref<const std::string &>());
}

void JsonReader::require(std::initializer_list<const char *> keys)
{
    for (const char *key : keys)
        if (!has(key))
            fail(key, tr("is missing"));
}

QString JsonReader::requiredString(const char *key)
{
    require({key});
    const QString text = string(key);
    if (has(key) && text.isEmpty())
        fail(key, tr("must not be empty"));
    return text;
}

bool JsonReader::boolean(const char *key, bool fallback)
{
    const Json *value = find(key);
    if (!value)
        return fallback;
    if (!value->is_boolean()) {
        fail(key, tr("must be true or false"));
        return fallback;
    }
    return value->get<bool>();
}

qint64 JsonReader::integer(const char *key, qint64 fallback, qint64 least, qint64 most)
{
    const Json *value = find(key);
    if (!value)
        return fallback;
    const bool fits = value->is_number_integer()
        && (!value->is_number_unsigned() || value->get<quint64>() <= quint64(std::numeric_limits<qint64>::max()));
    const qint64 number = fits ? value->get<qint64>() : 0;
    if (!fits || number < least || number > most) {
        fail(key, tr("must be a whole number from %1 to %2").arg(least).arg(most));
        return fallback;
    }
    return number;
}

QStringList JsonReader::strings(const char *key)
{
    const Json *value = find(key);
    if (!value)
        return {};
    QStringList texts;
    if (value->is_array()) {
        for (const Json &item : *value) {
            if (!item.is_string())
                break;
            texts += toQString(item.get_ref<const std::string &>());
        }
    }
    if (!value->is_array() || texts.size() != qsizetype(value->size()))
        fail(key, tr("must be a list of texts"));
    return texts;
}

int JsonReader::choice(const char *key, const QStringList &names, int fallback)
{
    if (!has(key)) {
        m_known.insert(QString::fromUtf8(key));
        return fallback;
    }
    const auto index = names.indexOf(string(key));
    if (index < 0)
        fail(key, tr("must be one of %1").arg(names.join(", "_L1)));
    return index < 0 ? fallback : int(index);
}

bool JsonReader::has(const char *key) const
{
    return m_json->contains(key);
}

const Json *JsonReader::any(const char *key)
{
    return find(key);
}

JsonReader JsonReader::object(const char *key)
{
    const Json *value = find(key);
    return value ? child(*value, pointer(key)) : JsonReader(&emptyObject, pointer(key), m_shared);
}

QList<JsonReader> JsonReader::objects(const char *key, const char *shortForm)
{
    const Json *value = find(key);
    if (!value)
        return {};
    if (!value->is_array()) {
        fail(key, tr("must be a list"));
        return {};
    }
    QList<JsonReader> readers;
    for (std::size_t i = 0; i < value->size(); ++i)
        readers += child((*value)[i], u"%1/%2"_s.arg(pointer(key)).arg(i), shortForm);
    return readers;
}

QList<std::pair<QString, JsonReader>> JsonReader::members(
    const char *key, const char *shortForm, const char *skipped)
{
    const JsonReader all = object(key);
    QList<std::pair<QString, JsonReader>> readers;
    for (const auto &[name, value] : all.m_json->items()) {
        const QString text = toQString(name);
        if (skipped && name == skipped)
            continue;
        readers.append({text, child(value, u"%1/%2"_s.arg(all.m_pointer, escaped(text)), shortForm)});
    }
    return readers;
}

QList<std::pair<QString, QString>> JsonReader::stringMembers(const char *key)
{
    JsonReader all = object(key);
    QList<std::pair<QString, QString>> texts;
    for (const auto &[name, value] : all.m_json->items())
        texts.append({toQString(name), all.string(name.c_str())});
    return texts;
}

void JsonReader::ignore(const char *key)
{
    m_known.insert(QString::fromUtf8(key));
}

Json JsonReader::takeUnknown()
{
    Json unknown = Json::object();
    for (const auto &[name, value] : m_json->items()) {
        if (m_known.contains(toQString(name)))
            continue;
        unknown[name] = value;
        m_known.insert(toQString(name));
    }
    return unknown;
}

void JsonReader::finish()
{
    for (const auto &[name, value] : m_json->items()) {
        if (!m_known.contains(toQString(name)))
            return fail(name.c_str(), tr("is not known here"));
    }
}

void JsonReader::fail(const QString &what)
{
    if (!m_shared->error)
        m_shared->error = Error{ErrorKind::Parse,
            u"%1: %2 %3."_s.arg(m_shared->source, m_pointer.isEmpty() ? tr("the document") : m_pointer, what), {}};
}

void JsonReader::fail(const char *key, const QString &what)
{
    if (!m_shared->error)
        m_shared->error = Error{ErrorKind::Parse, u"%1: %2 %3."_s.arg(m_shared->source, pointer(key), what), {}};
}

void JsonReader::failBelow(const QString &below, const QString &what)
{
    if (!m_shared->error)
        m_shared->error = Error{ErrorKind::Parse, u"%1: %2 %3."_s.arg(m_shared->source, m_pointer + below, what), {}};
}

QString JsonReader::pointer(const char *key) const
{
    return key && !m_isShortForm ? u"%1/%2"_s.arg(m_pointer, escaped(QString::fromUtf8(key))) : m_pointer;
}

}
