#include "app/auth/profile/TemplateReader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace tessera::TemplateReader {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

// A sentence of somebody else's as a part of ours.
QString clause(QString sentence)
{
    if (sentence.endsWith(u'.'))
        sentence.chop(1);
    return sentence;
}

bool hasControl(const QString &text)
{
    return std::any_of(
        text.begin(), text.end(), [](QChar c) { return (c.unicode() < 0x20 && c != u'\t') || c.unicode() == 0x7f; });
}

// The text with every {{name}} replaced by something that stands out unless a filter encoded it.
QString probed(const Template &text, const QString &probe)
{
    return text.render([&](const QString &) { return std::optional(probe); }).value_or(QString());
}

Template parsed(const QString &text, const NameScope &scope, const std::function<void(const QString &)> &complain)
{
    const auto result = Template::parse(text);
    if (!result) {
        complain(tr("is no good template (%1)").arg(clause(result.error().message)));
        return {};
    }
    for (const QString &name : result->names()) {
        scope.noteUse(name);
        if (scope.isUsable(name))
            continue;
        complain(scope.isTaken(name) ? tr("mentions {{%1}}, which has no value at this point").arg(name)
                                     : tr("mentions {{%1}}, which no field or capture provides; known here are: %2")
                                           .arg(name, scope.usable().join(", "_L1)));
    }
    return *result;
}

void checkPart(JsonReader &entry, Part part, const QString &name, const Template &value)
{
    static const QStringList own{u"host"_s, u"content-length"_s, u"transfer-encoding"_s, u"connection"_s};
    const bool needsToken = part == Part::Header || part == Part::Cookie;
    if (needsToken && !isToken(name))
        entry.fail(tr("has a name that is no token (RFC 9110): letters, digits and !#$%&'*+-.^_`|~"));
    if (name.isEmpty() || hasControl(name))
        entry.fail(tr("needs a name without control characters"));
    if (part == Part::Header && own.contains(name.toLower()))
        entry.fail(tr("is a header that the connection sets by itself"));
    const QString literal = probed(value, {});
    if (needsToken && hasControl(literal))
        entry.fail("value", tr("holds a line break or another control character"));
    if (part == Part::Cookie
        && std::any_of(literal.begin(), literal.end(), [](QChar c) { return QStringView(u"\",;\\ \t").contains(c); }))
        entry.fail("value", tr("holds a character that no cookie may have"));
}

void checkTexts(JsonReader &reader, const Json &json, const QString &pointer, const NameScope &scope)
{
    if (json.is_string())
        parsed(toQString(json.get_ref<const std::string &>()), scope,
            [&](const QString &what) { reader.failBelow(pointer, what); });
    if (json.is_array()) {
        for (std::size_t i = 0; i < json.size(); ++i)
            checkTexts(reader, json[i], u"%1/%2"_s.arg(pointer).arg(i), scope);
    }
    if (json.is_object()) {
        for (const auto &[name, value] : json.items())
            checkTexts(reader, value, u"%1/%2"_s.arg(pointer, toQString(name).replace(u'~', "~0"_L1).replace(u'/', "~1"_L1)),
                scope);
    }
}

void readComment(JsonReader &reader)
{
    if (const Json *comment = reader.any("comment"); comment && !comment->is_string())
        (void)reader.strings("comment");
}

bool isPatternSegment(const QString &segment)
{
    return segment == "*"_L1 || segment == "**"_L1 || !segment.contains(u'*');
}

}

void finish(JsonReader &reader)
{
    readComment(reader);
    reader.finish();
}

QList<std::pair<QString, JsonReader>> readEntries(JsonReader &reader, const char *key, const char *shortForm)
{
    JsonReader all = reader.object(key);
    readComment(all);
    return reader.members(key, shortForm, "comment");
}

bool isToken(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() < 0x80 && isTokenCharacter(c.toLatin1());
    });
}

Template readTemplate(JsonReader &reader, const char *key, const NameScope &scope)
{
    return parsed(reader.string(key), scope, [&](const QString &what) { reader.fail(key, what); });
}

Template readPath(JsonReader &reader, const char *key, const NameScope &scope)
{
    static const QRegularExpression leadingName(uR"(^\{\{\s*(\w+)\s*\}\})"_s);
    const QString text = reader.requiredString(key);
    const Template path = parsed(text, scope, [&](const QString &what) { reader.fail(key, what); });
    const auto leading = leadingName.match(text);
    const bool isAbsolute = text.startsWith("http://"_L1) || text.startsWith("https://"_L1);
    if (leading.hasMatch() && !scope.isPlainField(leading.captured(1)))
        reader.fail(key,
            tr("begins with {{%1}}, which decides where the request goes: only a field that is not secret may")
                .arg(leading.captured(1)));
    else if (!leading.hasMatch() && !isAbsolute && !text.startsWith(u'/'))
        reader.fail(key, tr("must begin with \"/\" (below the base URL), or with http:// or https://"));

    const QString mark(QChar(1));
    const auto rest = Template::parse(text.mid(leading.hasMatch() ? leading.capturedLength() : 0));
    if (!rest)
        return path;
    if (probed(*rest, mark).contains(mark))
        reader.fail(key, tr("needs the filter percent for what it mentions, as in {{name | percent}}"));
    for (const QString &name : rest->names()) {
        if (scope.isUsable(name) && scope.isSecret(name))
            reader.fail(key, tr("mentions {{%1}}: a secret does not belong in a URL's path").arg(name));
    }
    const QString literal = probed(*rest, {});
    if (std::any_of(literal.begin(), literal.end(),
            [](QChar c) { return c.unicode() <= 0x20 || c.unicode() >= 0x7f || c == u'#' || c == u'\\'; }))
        reader.fail(key,
            tr("holds a character that no path may have: blanks, \"#\", \"\\\" and all beyond ASCII are percent-encoded"));
    return path;
}

namespace {

// A name that is a field's value: of one that is no secret, for names are shown.
Template readNameTemplate(JsonReader &entry, const QString &name, const NameScope &scope)
{
    const Template text = parsed(name, scope, [&](const QString &what) { entry.fail(what); });
    for (const QString &field : text.names()) {
        if (!scope.isPlainField(field))
            entry.fail(tr("has a name that mentions {{%1}}: only a field that is not secret may").arg(field));
    }
    return text;
}

}

QList<NamedTemplate> readParts(JsonReader &reader, const char *key, Part part, const NameScope &scope, Names names)
{
    static const QRegularExpression oneField(uR"(^\{\{\w+\}\}$)"_s);
    QList<NamedTemplate> parts;
    QStringList seen;
    for (auto &[name, entry] : reader.members(key, "value")) {
        (void)entry.requiredString("value");
        const Template value = readTemplate(entry, "value", scope);
        const bool isField = names == Names::MayBeFields && oneField.match(name).hasMatch();
        parts += NamedTemplate{name, value, entry.boolean("optional"), isField ? readNameTemplate(entry, name, scope) : Template()};
        checkPart(entry, part, isField ? u"name"_s : name, value);
        if (part == Part::Header && seen.contains(name.toLower()))
            entry.fail(tr("is there twice: the names of headers are the same whatever their case"));
        seen += name.toLower();
        finish(entry);
    }
    if (reader.has(key) && parts.isEmpty())
        reader.fail(key, tr("must not be empty"));
    return parts;
}

Json readJson(JsonReader &reader, const char *key, const NameScope &scope)
{
    const Json *json = reader.any(key);
    if (!json)
        return {};
    checkTexts(reader, *json, u'/' + QString::fromUtf8(key), scope);
    return *json;
}

Capture readCapture(JsonReader &reader, const char *key)
{
    const auto capture = Capture::parse(reader.requiredString(key));
    if (!capture) {
        reader.fail(key, tr("is no expression (%1)").arg(clause(capture.error().message)));
        return {};
    }
    if (!capture->jwtName().isEmpty())
        reader.fail(key, tr("looks into a JWT, which can only be done in tokens and account"));
    if (!capture->inputName().isEmpty())
        reader.fail(key, tr("takes what was typed, which can only be done in tokens and account"));
    return *capture;
}

QMap<QString, Capture> readCaptures(JsonReader &reader, const char *key, NameScope &scope)
{
    QMap<QString, Capture> captures;
    for (auto &[name, entry] : readEntries(reader, key, "from")) {
        captures.insert(name, readCapture(entry, "from"));
        if (const QString complaint = scope.declare(name, NameScope::Kind::Capture); !complaint.isEmpty())
            entry.fail(complaint);
        finish(entry);
    }
    return captures;
}

Endpoint readEndpoint(JsonReader &reader, const char *key)
{
    const QString text = reader.requiredString(key);
    Endpoint endpoint;
    endpoint.method = text.contains(u' ') ? text.section(u' ', 0, 0) : QString();
    endpoint.path = text.section(u' ', -1);
    const QStringList segments = endpoint.path.split(u'/').mid(1);
    const bool isPlain = std::all_of(endpoint.path.begin(), endpoint.path.end(),
        [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f && c != u'?' && c != u'#' && c != u'\\'; });
    if (text.isEmpty())
        return endpoint;
    if (text.count(u' ') > 1 || !endpoint.path.startsWith(u'/') || !isPlain
        || (text.contains(u' ') && !isToken(endpoint.method)))
        reader.fail(key, tr("must be a path like \"/auth/**\", or a method and a path like \"GET /users\""));
    else if (!std::all_of(segments.begin(), segments.end(), isPatternSegment))
        reader.fail(key, tr("has a \"*\" inside a segment: \"*\" stands for a whole one, \"**\" for any number of them"));
    return endpoint;
}

QString readMethod(JsonReader &reader, const QString &fallback)
{
    const QString method = fallback.isEmpty() ? reader.requiredString("method") : reader.string("method", fallback);
    if (!isToken(method))
        reader.fail("method", tr("must be a method such as GET or POST: letters, digits and !#$%&'*+-.^_`|~"));
    return method;
}

}
