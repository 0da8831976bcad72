#include "ui/widgets/BodySyntax.h"

#include "app/http/XmlText.h"
#include "app/json/JsonText.h"
#include "ui/widgets/GraphQlLayout.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QXmlStreamReader>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodySyntax", text);
}

// The text with each {{variable}} replaced by as many fillers, so that every other character stays at its place. An escaped
// "\{{" stands for two braces: it is filled too.
QString masked(const QString &text, QChar filler)
{
    QString result = text;
    for (auto at = text.indexOf("{{"_L1); at >= 0; at = text.indexOf("{{"_L1, at)) {
        const bool isEscaped = at > 0 && text.at(at - 1) == u'\\';
        const qsizetype close = isEscaped ? at : text.indexOf("}}"_L1, at + 2);
        if (close < 0)
            break; // not closed: a fault of its own
        const qsizetype from = isEscaped ? at - 1 : at, end = close + 2;
        for (qsizetype i = from; i < end; ++i) {
            if (text.at(i) != u'\n')
                result[i] = filler;
        }
        at = end;
    }
    return result;
}

// Fillers in `formatted`, which differs from `mask` in white space only, are what stood there in `text` again.
QString unmasked(const QString &formatted, const QString &mask, const QString &text)
{
    QString result;
    result.reserve(formatted.size());
    qsizetype from = 0;
    for (const QChar c : formatted) {
        while (from < mask.size() && mask.at(from) != c && mask.at(from).isSpace())
            ++from;
        if (from < mask.size() && mask.at(from) == c)
            result += text.at(from++);
        else
            result += c; // a blank that is new
    }
    return result;
}

BodySyntax::Fault faultAt(const QString &text, qsizetype at, const QString &message)
{
    at = qBound(qsizetype(0), at, text.size());
    const auto before = QStringView(text).first(at);
    return {at, int(before.count(u'\n')) + 1, int(at - before.lastIndexOf(u'\n')), message};
}

template <typename Fault> BodySyntax::Fault fromUtf8(const QString &text, const QByteArray &utf8, const Fault &fault)
{
    return faultAt(text, QString::fromUtf8(utf8.constData(), fault.at).size(), fault.message);
}

std::optional<BodySyntax::Fault> xmlFault(const QString &text)
{
    QXmlStreamReader reader(masked(text, u'v'));
    while (!reader.atEnd())
        reader.readNext();
    if (!reader.hasError())
        return {};
    return faultAt(text, qMax<qsizetype>(0, reader.characterOffset() - 1), reader.errorString());
}

// Brackets and quotes: what a server's own words are hard to read about.
std::optional<BodySyntax::Fault> graphQlFault(const QString &text)
{
    const QString mask = masked(text, u'v');
    QList<qsizetype> open;
    for (qsizetype i = 0; i < mask.size(); ++i) {
        const QChar c = mask.at(i);
        if (c == u'#') {
            while (i + 1 < mask.size() && mask.at(i + 1) != u'\n')
                ++i;
        } else if (c == u'"') {
            const bool isBlock = QStringView(mask).mid(i).startsWith(u"\"\"\"");
            const qsizetype from = i;
            i += isBlock ? 3 : 1;
            for (; i < mask.size(); ++i) {
                if (mask.at(i) == u'\\')
                    ++i;
                else if (isBlock ? QStringView(mask).mid(i).startsWith(u"\"\"\"") : mask.at(i) == u'"')
                    break;
                else if (!isBlock && mask.at(i) == u'\n')
                    i = mask.size();
            }
            if (i >= mask.size())
                return faultAt(text, from, tr("The text in quotes that begins here is not closed."));
            i += isBlock ? 2 : 0;
        } else if (c == u'{' || c == u'(' || c == u'[') {
            open.append(i);
        } else if (c == u'}' || c == u')' || c == u']') {
            const QChar wanted = c == u'}' ? u'{' : c == u')' ? u'(' : u'[';
            if (open.isEmpty() || mask.at(open.constLast()) != wanted)
                return faultAt(text, i, tr("Nothing that this %1 could close is open here.").arg(c));
            open.removeLast();
        }
    }
    if (!open.isEmpty())
        return faultAt(text, open.constLast(), tr("The %1 that stands here is never closed.").arg(mask.at(open.constLast())));
    return {};
}

template <typename Format> tl::expected<QString, BodySyntax::Fault> formatted(const QString &text, QChar filler, Format format)
{
    const QString mask = masked(text, filler);
    const QByteArray utf8 = mask.toUtf8();
    const auto result = format(utf8);
    if (!result)
        return tl::make_unexpected(fromUtf8(text, utf8, result.error()));
    return unmasked(QString::fromUtf8(*result), mask, text);
}

}

QString BodySyntax::Fault::sentence() const
{
    return tr("Line %1, column %2: %3").arg(line).arg(column).arg(message);
}

std::optional<BodySyntax::Fault> BodySyntax::faultIn(const QString &text, BodyLanguage language)
{
    if (QStringView(text).trimmed().isEmpty())
        return {};
    switch (language) {
    case BodyLanguage::Json: {
        const QByteArray utf8 = masked(text, u'1').toUtf8();
        const auto fault = JsonText::faultIn(utf8);
        return fault ? std::optional(fromUtf8(text, utf8, *fault)) : std::nullopt;
    }
    case BodyLanguage::Xml:
        return xmlFault(text);
    case BodyLanguage::GraphQl:
        return graphQlFault(text);
    case BodyLanguage::Text:
    case BodyLanguage::Headers:
        break;
    }
    return {};
}

bool BodySyntax::canFormat(BodyLanguage language)
{
    return language == BodyLanguage::Json || language == BodyLanguage::Xml || language == BodyLanguage::GraphQl;
}

QList<VariableMark> BodySyntax::variablesIn(const QString &text, BodyLanguage language, const VariableScope &scope)
{
    QList<VariableMark> variables = VariableMark::in(text, scope);
    if (language == BodyLanguage::Headers) {
        variables.removeIf([&text](const VariableMark &mark) {
            const qsizetype line = text.lastIndexOf(u'\n', mark.start) + 1;
            return QStringView(text).sliced(line, mark.start - line).trimmed().startsWith(u"//");
        });
    }
    return variables;
}

bool BodySyntax::canMinify(BodyLanguage language)
{
    return language == BodyLanguage::Json;
}

tl::expected<QString, BodySyntax::Fault> BodySyntax::indented(const QString &text, BodyLanguage language)
{
    if (language == BodyLanguage::GraphQl) {
        if (const auto fault = graphQlFault(text))
            return tl::make_unexpected(*fault);
        const QString mask = masked(text, u'v');
        return unmasked(graphQlIndented(mask), mask, text);
    }
    if (language == BodyLanguage::Xml)
        return formatted(text, u'v', [](const QByteArray &xml) { return XmlText::indented(xml); });
    if (language != BodyLanguage::Json)
        return text;
    return formatted(text, u'1', [](const QByteArray &json) { return JsonText::indented(json); });
}

tl::expected<QString, BodySyntax::Fault> BodySyntax::compact(const QString &text, BodyLanguage language)
{
    if (!canMinify(language))
        return text;
    return formatted(text, u'1', [](const QByteArray &json) { return JsonText::compact(json); });
}

}
