#include "app/auth/profile/Capture.h"

#include "app/token/JwtClaim.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QList>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestBody = 4 * 1024 * 1024; // four times what a token answer may have

QString tr(const char *text)
{
    return QCoreApplication::translate("Capture", text);
}

tl::unexpected<Error> problem(const QString &what)
{
    return failure(ErrorKind::Profile, what);
}

bool isToken(const QString &name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x80 && isTokenCharacter(c.toLatin1());
    });
}

std::optional<QString> filled(const QString &text)
{
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

std::optional<QString> wholeBody(const QByteArray &body)
{
    const QString text = QString::fromUtf8(body).trimmed();
    if (text.startsWith(u'"')) {
        const auto unquoted = JsonPointer().textIn(body);
        return unquoted ? filled(unquoted->trimmed()) : std::nullopt;
    }
    const bool isStructured
        = text == "null"_L1 || ((text.startsWith(u'{') || text.startsWith(u'[')) && JsonPointer::isJson(body));
    return isStructured ? std::nullopt : filled(text);
}

// RFC 6265 section 5: of several with one name the last counts; a life that is over takes the cookie away.
std::optional<QString> cookie(const HttpHeaders &headers, const QString &name)
{
    std::optional<QString> found;
    for (const QByteArray &line : headers.values("Set-Cookie")) {
        const QStringList parts = QString::fromUtf8(line).split(u';');
        if (parts.first().section(u'=', 0, 0).trimmed() != name || !parts.first().contains(u'='))
            continue;
        found = filled(parts.first().section(u'=', 1).trimmed());
        for (const QString &attribute : parts.mid(1)) {
            bool isNumber = false;
            const auto life = attribute.section(u'=', 1).trimmed().toLongLong(&isNumber);
            if (attribute.section(u'=', 0, 0).trimmed().compare("max-age"_L1, Qt::CaseInsensitive) == 0 && isNumber
                && life <= 0)
                found.reset();
        }
    }
    return found;
}

Result<QList<JsonPointer>> parsePointers(const QString &text)
{
    QList<JsonPointer> pointers;
    const QStringList parts = text.split(u'#');
    for (const QString &part : parts) {
        const auto pointer = JsonPointer::parse(part);
        if (!pointer)
            return problem(pointer.error().message);
        if (pointers.size() + 1 < parts.size() && pointer->segments().contains("*"_L1))
            return problem(tr("\"*\" can stand only in the last pointer: before it one text is needed."));
        pointers += *pointer;
    }
    return pointers;
}

}

Result<Capture> Capture::parse(const QString &expression)
{
    const auto hash = expression.indexOf(u'#');
    const QString head = hash < 0 ? expression : expression.left(hash);
    Capture capture;
    capture.m_expression = expression;
    const auto named = [&](QLatin1StringView prefix, Kind kind) {
        if (!head.startsWith(prefix))
            return false;
        capture.m_kind = kind;
        capture.m_name = head.mid(prefix.size());
        return true;
    };
    if (head == "$statusCode"_L1)
        capture.m_kind = Kind::Status;
    else if (head == "$response.body"_L1)
        capture.m_kind = hash < 0 ? Kind::Body : Kind::Json;
    else if (!named("$response.header."_L1, Kind::Header) && !named("$response.cookie."_L1, Kind::Cookie)
        && !named("$jwt."_L1, Kind::Jwt) && !named("$inputs."_L1, Kind::Input))
        return problem(tr("\"%1\" is not an expression that can be read here: $response.body, $response.body#/pointer, "
                          "$response.header.Name, $response.cookie.name, $statusCode, $inputs.field and $jwt.capture#/claim can.")
                           .arg(expression));

    if (!capture.m_name.isNull() && !isToken(capture.m_name))
        return problem(tr("\"%1\" needs a name behind its last dot.").arg(expression));
    const bool mayPoint = capture.m_kind == Kind::Json || capture.m_kind == Kind::Jwt;
    if (hash >= 0 && !mayPoint)
        return problem(tr("\"%1\" takes no pointer: only a body and a JWT have parts.").arg(expression));
    if (capture.m_kind == Kind::Jwt && expression.mid(hash + 1).isEmpty())
        return problem(tr("\"%1\" must say which claim, as in $jwt.access#/sub.").arg(expression));
    if (!mayPoint)
        return capture;

    if (hash < 0)
        return problem(tr("\"%1\" must say which claim, as in $jwt.access#/sub.").arg(expression));
    const auto pointers = parsePointers(expression.mid(hash + 1));
    if (!pointers)
        return failure(pointers.error());
    if (capture.m_kind == Kind::Jwt && pointers->size() > 1)
        return problem(tr("\"%1\" has one pointer too many: a claim is read by one.").arg(expression));
    capture.m_pointers = *pointers;
    return capture;
}

std::optional<QString> Capture::from(const TokenAnswerView &answer) const
{
    switch (m_kind) {
    case Kind::Status:
        return QString::number(answer.status);
    case Kind::Header:
        return filled(QString::fromUtf8(answer.headers.value(m_name.toLatin1())).trimmed());
    case Kind::Cookie:
        return cookie(answer.headers, m_name);
    case Kind::Jwt:
    case Kind::Input:
        return std::nullopt;
    case Kind::Body:
        return answer.body.size() > largestBody ? std::nullopt : wholeBody(answer.body);
    case Kind::Json:
        break;
    }
    if (answer.body.size() > largestBody)
        return std::nullopt;
    std::optional<QString> text;
    QByteArray json = answer.body;
    for (const JsonPointer &pointer : m_pointers) {
        text = pointer.textIn(json);
        if (!text)
            return std::nullopt;
        json = text->toUtf8();
    }
    return text;
}

std::optional<QString> Capture::fromJwt(const QString &token) const
{
    if (m_kind != Kind::Jwt)
        return std::nullopt;
    return jwtClaim(token, m_expression.section(u'#', 1));
}

QString Capture::sourceName() const
{
    if (m_kind == Kind::Header || m_kind == Kind::Cookie)
        return m_name;
    if (m_kind != Kind::Json)
        return {};
    const QStringList segments = m_pointers.constLast().segments();
    const auto name = std::find_if(segments.crbegin(), segments.crend(), [](const QString &segment) {
        bool isIndex = false;
        segment.toUInt(&isIndex);
        return !isIndex && segment != "*"_L1;
    });
    return name == segments.crend() ? QString() : *name;
}

}
