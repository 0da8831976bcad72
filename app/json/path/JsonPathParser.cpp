#include "app/json/path/JsonPathParser.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSegments = 1000; // each takes some of the stack when it is run

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonPath", text);
}

}

bool JsonPathQuery::isSingular() const
{
    using Kind = JsonPathSelector::Kind;
    return std::all_of(segments.begin(), segments.end(), [](const JsonPathSegment &segment) {
        const Kind kind = segment.selectors.front().kind;
        return !segment.isDescendant && segment.selectors.size() == 1 && (kind == Kind::Name || kind == Kind::Index);
    });
}

tl::expected<JsonPathQuery, JsonPathFault> JsonPathParser::run()
{
    JsonPathQuery query;
    if (m_text.here().isSpace())
        m_text.fail(tr("A path has no blanks before its $."));
    else if (!m_text.take(u'$'))
        m_text.fail(withoutRoot());
    else if (segments(query) && !m_text.isAtEnd())
        m_text.fail(outOfPlace());
    if (m_text.fault())
        return tl::make_unexpected(*m_text.fault());
    query.notes = m_tests.notes();
    return query;
}

QString JsonPathParser::withoutRoot() const
{
    constexpr qsizetype mostRepeated = 60; // characters
    const QString begins = tr("A path begins with $, which stands for the whole body.");
    QString meant;
    if (m_text.here() == u'.' || m_text.here() == u'[')
        meant = u'$' + m_text.rest();
    else if (m_text.here() == u'@') // as in a filter
        meant = u'$' + m_text.rest().mid(1);
    else if (JsonPathText::isNameStart(m_text.here()))
        meant = "$."_L1 + m_text.rest();
    return meant.isEmpty() || meant.size() > mostRepeated ? begins : tr("%1 Perhaps %2 is meant.").arg(begins, meant);
}

// What stands behind the last step that could be read.
QString JsonPathParser::outOfPlace() const
{
    const QChar c = m_text.here(), before = m_text.here(-1);
    const bool isBehindName = JsonPathText::isNameStart(before) || JsonPathText::isDigit(before);
    if (c.isSpace())
        return m_text.rest().trimmed().isEmpty() ? tr("A path has no blanks behind its end.")
                                                 : tr("A path ends at a blank; a name with a blank in it is written in brackets and quotes, such as ['first name'].");
    if (c == u']')
        return tr("There is no [ that this ] would close.");
    if (isBehindName && c.isPrint() && !c.isSurrogate())
        return tr("No %1 can stand in a name behind a dot; such a name is written in brackets and quotes, such as ['a%1b'].").arg(c);
    return tr("A dot or a bracket is missing here: .name, [0], ['name'], [*] or ..name.");
}

bool JsonPathParser::segments(JsonPathQuery &query)
{
    for (;;) {
        const qsizetype before = m_text.at();
        m_text.skipBlank();
        if (m_text.here() != u'.' && m_text.here() != u'[') {
            m_text.goTo(before);
            return true;
        }
        if (++m_segments > mostSegments)
            return m_text.fail(tr("The path has more than %1 steps.").arg(mostSegments));
        JsonPathSegment segment;
        const bool isGood = m_text.here() == u'[' ? bracketed(segment) : dotted(segment);
        if (!isGood)
            return false;
        query.segments.push_back(std::move(segment));
    }
}

bool JsonPathParser::dotted(JsonPathSegment &segment)
{
    m_text.take(u'.');
    segment.isDescendant = m_text.take(u'.');
    if (segment.isDescendant && m_text.here() == u'[')
        return bracketed(segment);
    JsonPathSelector selector;
    if (!m_text.take(u'*')) {
        selector.kind = JsonPathSelector::Kind::Name;
        if (segment.isDescendant && (m_text.isAtEnd() || m_text.here() == u'.'))
            return m_text.fail(tr("A name, * or [ is missing behind the two dots: ..name finds each one of that name, however deep."));
        if (!m_text.name(selector.name))
            return false;
    }
    segment.selectors.push_back(std::move(selector));
    return true;
}

bool JsonPathParser::bracketed(JsonPathSegment &segment)
{
    m_text.take(u'[');
    do {
        m_text.skipBlank();
        JsonPathSelector made;
        if (!selector(made))
            return false;
        segment.selectors.push_back(std::move(made));
        m_text.skipBlank();
    } while (m_text.take(u','));
    return m_text.take(u']') || m_text.fail(m_text.isAtEnd() ? tr("The bracket is never closed: a ] is missing.") : tr("A comma or ] is missing here."));
}

bool JsonPathParser::selector(JsonPathSelector &selector)
{
    using Kind = JsonPathSelector::Kind;
    const QChar c = m_text.here();
    if (m_text.take(u'*')) {
        selector.kind = Kind::Wildcard;
        return true;
    }
    if (c == u'\'' || c == u'"') {
        selector.kind = Kind::Name;
        return m_text.quoted(selector.name);
    }
    if (c == u':' || c == u'-' || JsonPathText::isDigit(c))
        return indexOrSlice(selector);
    if (m_text.take(u'?')) {
        selector.kind = Kind::Filter;
        m_text.skipBlank();
        JsonPathTest test;
        if (!m_tests.test(test))
            return false;
        selector.filter = std::make_shared<const JsonPathTest>(std::move(test)); // shared: see there
        return true;
    }
    if (JsonPathText::isNameStart(c))
        return m_text.fail(tr("A name in brackets stands in quotes: ['name']."));
    return m_text.fail(tr("A name in quotes, a number, a slice as 0:5, * or a filter as ?@.name is missing here."));
}

bool JsonPathParser::indexOrSlice(JsonPathSelector &selector)
{
    selector.kind = JsonPathSelector::Kind::Index;
    if (m_text.here() != u':' && !m_text.integer(selector.from))
        return false;
    const qsizetype behindIndex = m_text.at();
    m_text.skipBlank();
    if (!m_text.take(u':')) {
        m_text.goTo(behindIndex);
        return true;
    }
    selector.kind = JsonPathSelector::Kind::Slice;
    m_text.skipBlank();
    if (m_text.isAtInteger() && !m_text.integer(selector.to))
        return false;
    m_text.skipBlank();
    if (!m_text.take(u':'))
        return true;
    m_text.skipBlank();
    std::optional<qint64> step;
    if (m_text.isAtInteger() && !m_text.integer(step))
        return false;
    selector.step = step.value_or(1);
    const qsizetype behindStep = m_text.at();
    m_text.skipBlank();
    if (m_text.here() == u':')
        return m_text.fail(tr("A slice is from:to:step, with two colons at most."));
    m_text.goTo(behindStep);
    return true;
}

}
