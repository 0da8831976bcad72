#include "app/json/JsonPointer.h"

#include <nlohmann/json.hpp>

#include <QtCore/QCoreApplication>
#include <QtCore/QList>

#include <string>
#include <vector>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonPointer", text);
}

// Follows the way to the wanted values while the parser passes by.
class Seeker final : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Seeker(const QStringList &segments)
    {
        for (const QString &segment : segments)
            m_segments.push_back(segment.toStdString());
    }

    QStringList found;

    bool null() override { return scalar({}); }
    bool boolean(bool value) override { return scalar(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return scalar(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value)); }
    bool number_float(number_float_t, const string_t &written) override { return scalar(written); }
    bool string(string_t &text) override { return scalar(text); }
    bool binary(binary_t &) override { return scalar({}); }
    bool start_object(std::size_t) override { return enter(false); }
    bool start_array(std::size_t) override { return enter(true); }
    bool end_object() override { return leave(); }
    bool end_array() override { return leave(); }
    bool parse_error(std::size_t, const std::string &, const nlohmann::detail::exception &) override { return false; }

    bool key(string_t &name) override
    {
        if (m_beside > 0)
            return true;
        Level &level = m_levels.back();
        level.isOnTheWay = name == wanted();
        if (level.isOnTheWay)
            found.resize(level.foundBefore);
        return true;
    }

private:
    struct Level {
        bool isArray;
        bool isOnTheWay; // the child that comes next
        qint64 index; // of that child, in an array
        qsizetype foundBefore;
    };

    const std::string &wanted() const { return m_segments[m_levels.size() - 1]; }
    bool isBeside() const { return m_beside > 0 || (!m_levels.empty() && !m_levels.back().isOnTheWay); }

    void next()
    {
        if (m_beside > 0 || m_levels.empty() || !m_levels.back().isArray)
            return;
        Level &level = m_levels.back();
        ++level.index;
        level.isOnTheWay = wanted() == "*" || wanted() == std::to_string(level.index);
    }

    bool scalar(const std::string &text)
    {
        if (!isBeside() && m_levels.size() == m_segments.size() && !text.empty())
            found += QString::fromUtf8(text.data(), qsizetype(text.size()));
        next();
        return true;
    }

    bool enter(bool isArray)
    {
        if (isBeside() || m_levels.size() == m_segments.size()) {
            ++m_beside;
            return true;
        }
        m_levels.push_back({isArray, false, -1, found.size()});
        if (isArray)
            next();
        return true;
    }

    bool leave()
    {
        if (m_beside > 0)
            --m_beside;
        else
            m_levels.pop_back();
        next();
        return true;
    }

    std::vector<std::string> m_segments;
    std::vector<Level> m_levels; // from the root as far as the way goes
    qint64 m_beside = 0; // open objects and lists that are off the way
};

// Through QString: one wrong byte in somebody's name must not hide the token beside it.
bool read(const QByteArray &json, Seeker &seeker)
{
    const QByteArray utf8 = QString::fromUtf8(json).toUtf8();
    return nlohmann::json::sax_parse(utf8.begin(), utf8.end(), &seeker);
}

}

Result<JsonPointer> JsonPointer::parse(const QString &text)
{
    if (text.isEmpty())
        return JsonPointer();
    if (!text.startsWith(u'/'))
        return failure(ErrorKind::Parse, tr("A JSON Pointer begins with \"/\": \"%1\" does not.").arg(text));
    QStringList segments;
    for (const QString &escaped : text.mid(1).split(u'/')) {
        QString segment;
        for (qsizetype i = 0; i < escaped.size(); ++i) {
            const QChar next = i + 1 < escaped.size() ? escaped.at(i + 1) : QChar();
            if (escaped.at(i) != u'~') {
                segment += escaped.at(i);
            } else if (next == u'0' || next == u'1') {
                segment += next == u'0' ? u'~' : u'/';
                ++i;
            } else {
                return failure(ErrorKind::Parse,
                    tr("In a JSON Pointer \"~\" is written \"~0\" and \"/\" is written \"~1\": \"%1\" has neither.")
                        .arg(escaped));
            }
        }
        segments += segment;
    }
    return JsonPointer(segments);
}

std::optional<QString> JsonPointer::textIn(const QByteArray &json) const
{
    Seeker seeker(m_segments);
    if (!read(json, seeker) || seeker.found.isEmpty())
        return std::nullopt;
    return seeker.found.join(", "_L1);
}

bool JsonPointer::isJson(const QByteArray &json)
{
    Seeker seeker({});
    return read(json, seeker);
}

}
