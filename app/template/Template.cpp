#include "app/template/Template.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <algorithm>
#include <array>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Template", text);
}

QString jsonEscaped(const QString &text)
{
    QString escaped;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            escaped += u'\\';
        if (c.unicode() < 0x20)
            escaped += u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            escaped += c;
    }
    return escaped;
}

struct Filter {
    const char16_t *name;
    QString (*apply)(const QString &);
};

const std::array filters{
    Filter{u"percent", [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); }},
    Filter{u"base64", [](const QString &text) { return QString::fromLatin1(text.toUtf8().toBase64()); }},
    Filter{u"base64url",
        [](const QString &text) {
            return QString::fromLatin1(text.toUtf8().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        }},
    Filter{u"json", jsonEscaped},
    Filter{u"trim", [](const QString &text) { return text.trimmed(); }},
    Filter{u"lower", [](const QString &text) { return text.toLower(); }},
    Filter{u"upper", [](const QString &text) { return text.toUpper(); }},
};

int filterIndex(QStringView name)
{
    for (std::size_t i = 0; i < filters.size(); ++i) {
        if (name == QStringView(filters[i].name))
            return int(i);
    }
    return -1;
}

}

Result<Template> Template::parse(const QString &text, qsizetype column)
{
    Template result;
    result.m_text = text;
    QString literal;
    const auto flush = [&] {
        if (!literal.isEmpty())
            result.m_parts.append(Part{std::exchange(literal, {}), false, {}, 0});
    };
    for (qsizetype i = 0; i < text.size();) {
        if (QStringView(text).mid(i).startsWith(u"\\{{")) {
            literal += u"{{"_s;
            i += 3;
            continue;
        }
        if (!QStringView(text).mid(i).startsWith(u"{{")) {
            literal += text.at(i++);
            continue;
        }
        const auto end = text.indexOf("}}"_L1, i);
        if (end < 0)
            return failure(ErrorKind::Input, tr("The {{ at column %1 is not closed by }}.").arg(column + i));
        const QString inside = text.mid(i + 2, end - i - 2);
        if (inside.contains(u'{') || inside.contains(u'}'))
            return failure(ErrorKind::Input, tr("The {{ at column %1 is not closed by }}.").arg(column + i));
        const auto pieces = inside.split(u'|');
        Part part{pieces.first().trimmed(), true, {}, column + i};
        if (part.text.isEmpty())
            return failure(ErrorKind::Input, tr("There is no name between the braces at column %1.").arg(column + i));
        for (const QString &piece : pieces.mid(1)) {
            const int filter = filterIndex(QStringView(piece).trimmed());
            if (filter < 0)
                return failure(ErrorKind::Input, tr("\"%1\" at column %2 is not a filter.").arg(piece.trimmed()).arg(column + i));
            part.filters += filter;
        }
        flush();
        result.m_parts.append(part);
        i = end + 2;
    }
    flush();
    return result;
}

Result<QString> Template::render(const Lookup &lookup) const
{
    QString text;
    for (const Part &part : m_parts) {
        if (!part.isName) {
            text += part.text;
            continue;
        }
        auto value = lookup(part.text);
        if (!value)
            return failure(ErrorKind::Input, tr("{{%1}} at column %2 has no value.").arg(part.text).arg(part.column));
        for (const int filter : part.filters)
            value = filters[std::size_t(filter)].apply(*value);
        text += *value;
    }
    return text;
}

QStringList Template::names() const
{
    QStringList names;
    for (const Part &part : m_parts) {
        if (part.isName && !names.contains(part.text))
            names += part.text;
    }
    return names;
}

bool Template::mentions(QStringView name) const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [&](const Part &part) { return part.isName && part.text == name; });
}

}
