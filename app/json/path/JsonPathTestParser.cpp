#include "app/json/path/JsonPathTestParser.h"

#include "app/json/path/IRegexp.h"
#include "app/json/path/JsonPathParser.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepest = 100;

struct KnownFunction {
    QLatin1StringView name;
    JsonPathCall::Function function;
    std::size_t arguments;
};

constexpr KnownFunction functions[] = {
    {"length"_L1, JsonPathCall::Function::Length, 1},
    {"count"_L1, JsonPathCall::Function::Count, 1},
    {"match"_L1, JsonPathCall::Function::Match, 2},
    {"search"_L1, JsonPathCall::Function::Search, 2},
    {"value"_L1, JsonPathCall::Function::Value, 1},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("JsonPath", text);
}

}

bool JsonPathTestParser::disjunction(JsonPathTest &test)
{
    if (++m_depth > deepest)
        return m_text.fail(tr("Filters and parentheses are nested too deep."));
    JsonPathTest either{JsonPathTest::Kind::Or, {}, {}};
    for (;;) {
        if (!conjunction(either.parts.emplace_back()))
            return false;
        const qsizetype before = m_text.at();
        m_text.skipBlank();
        if (m_text.here() != u'|' || m_text.here(1) != u'|') {
            m_text.goTo(before);
            break;
        }
        m_text.goTo(m_text.at() + 2);
        m_text.skipBlank();
    }
    --m_depth;
    test = either.parts.size() == 1 ? JsonPathTest(std::move(either.parts.front())) : std::move(either);
    return true;
}

bool JsonPathTestParser::conjunction(JsonPathTest &test)
{
    JsonPathTest both{JsonPathTest::Kind::And, {}, {}};
    for (;;) {
        if (!basic(both.parts.emplace_back()))
            return false;
        const qsizetype before = m_text.at();
        m_text.skipBlank();
        if (m_text.here() != u'&' || m_text.here(1) != u'&') {
            m_text.goTo(before);
            break;
        }
        m_text.goTo(m_text.at() + 2);
        m_text.skipBlank();
    }
    test = both.parts.size() == 1 ? JsonPathTest(std::move(both.parts.front())) : std::move(both);
    return true;
}

bool JsonPathTestParser::basic(JsonPathTest &test)
{
    const bool isNegated = m_text.take(u'!');
    if (isNegated)
        m_text.skipBlank();
    JsonPathTest made;
    if (m_text.take(u'(')) {
        m_text.skipBlank();
        if (!disjunction(made))
            return false;
        m_text.skipBlank();
        if (!m_text.take(u')'))
            return m_text.fail(tr("A ) is missing here."));
    } else {
        JsonPathOperand left;
        const qsizetype at = m_text.at();
        if (!operand(left) || !comparison(made, std::move(left), at, isNegated))
            return false;
    }
    if (isNegated) {
        JsonPathTest inner = std::move(made);
        made = {JsonPathTest::Kind::Not, {}, {}};
        made.parts.push_back(std::move(inner));
    }
    test = std::move(made);
    return true;
}

// What follows an operand: another to compare it with, or nothing, where it must be a question of its own.
bool JsonPathTestParser::comparison(JsonPathTest &test, JsonPathOperand left, qsizetype leftAt, bool isNegated)
{
    const qsizetype behindLeft = m_text.at();
    m_text.skipBlank();
    const qsizetype comparatorAt = m_text.at();
    if (comparator(test.kind)) {
        if (isNegated)
            return m_text.failAt(comparatorAt, tr("What ! turns round stands in parentheses: !(@.a == 1), or is compared with != instead."));
        m_text.skipBlank();
        JsonPathOperand right;
        const qsizetype rightAt = m_text.at();
        if (m_text.isAtEnd() || m_text.here() == u']' || m_text.here() == u')')
            return m_text.fail(tr("What to compare with is missing here: a number, a text as 'x', true, false, null, or a path that begins with @ or $."));
        if (!operand(right) || !isValue(left, leftAt) || !isValue(right, rightAt))
            return false;
        test.operands.push_back(std::move(left));
        test.operands.push_back(std::move(right));
        return true;
    }
    if (m_text.fault())
        return false;
    m_text.goTo(behindLeft);
    if (std::holds_alternative<JsonPathLiteral>(left))
        return m_text.failAt(leftAt, tr("A value alone is no question: compare it, as in @.name == 'x'."));
    if (const auto *called = std::get_if<std::shared_ptr<const JsonPathCall>>(&left)) {
        if (!(*called)->isLogical())
            return m_text.failAt(leftAt, tr("What this function gives must be compared, as in length(@.name) > 3."));
        test.kind = JsonPathTest::Kind::Call;
    } else {
        test.kind = JsonPathTest::Kind::Exists;
    }
    test.operands.push_back(std::move(left));
    return true;
}

bool JsonPathTestParser::comparator(JsonPathTest::Kind &kind)
{
    using Kind = JsonPathTest::Kind;
    const QChar first = m_text.here();
    const bool hasEqual = m_text.here(1) == u'=';
    if (first == u'=' && !hasEqual)
        return m_text.fail(tr("Two values are compared with ==."));
    if (hasEqual && (first == u'=' || first == u'!'))
        kind = first == u'=' ? Kind::Equal : Kind::Unequal;
    else if (first == u'<')
        kind = hasEqual ? Kind::LessOrEqual : Kind::Less;
    else if (first == u'>')
        kind = hasEqual ? Kind::GreaterOrEqual : Kind::Greater;
    else
        return false;
    m_text.goTo(m_text.at() + (hasEqual ? 2 : 1));
    return true;
}

bool JsonPathTestParser::operand(JsonPathOperand &operand)
{
    const QChar c = m_text.here();
    if (c == u'@' || c == u'$') {
        m_text.goTo(m_text.at() + 1);
        JsonPathQuery query;
        query.isAbsolute = c == u'$';
        if (!m_paths.segments(query))
            return false;
        operand = std::move(query);
        return true;
    }
    if (c == u'\'' || c == u'"') {
        QString text;
        if (!m_text.quoted(text))
            return false;
        operand = JsonPathLiteral{JsonKind::String, text.toUtf8()};
        return true;
    }
    if (c == u'-' || JsonPathText::isDigit(c)) {
        JsonPathLiteral literal{JsonKind::Number, {}};
        if (!m_text.number(literal.text))
            return false;
        operand = std::move(literal);
        return true;
    }
    if (m_text.takeWord("true"_L1)) {
        operand = JsonPathLiteral{JsonKind::True, {}};
        return true;
    }
    if (m_text.takeWord("false"_L1)) {
        operand = JsonPathLiteral{JsonKind::False, {}};
        return true;
    }
    if (m_text.takeWord("null"_L1)) {
        operand = JsonPathLiteral{JsonKind::Null, {}};
        return true;
    }
    if (JsonPathText::isNameStart(c))
        return call(operand);
    return m_text.fail(tr("Something to ask for is missing here: a path that begins with @ (the item that is looked at) or $, a value, or a function as length(@)."));
}

bool JsonPathTestParser::call(JsonPathOperand &result)
{
    const qsizetype begin = m_text.at();
    while (JsonPathText::isNameStart(m_text.here()) || JsonPathText::isDigit(m_text.here()))
        m_text.goTo(m_text.at() + 1);
    const QStringView word = m_text.from(begin);
    const auto *known = std::find_if(std::begin(functions), std::end(functions), [&](const KnownFunction &f) { return f.name == word; });
    if (m_text.here() != u'(')
        return m_text.failAt(begin, tr("\"%1\" is nothing that is known here: names of members are written @.%1, texts '%1'.").arg(word));
    if (known == std::end(functions))
        return m_text.failAt(begin, tr("There is no function %1: only length, count, match, search and value.").arg(word));
    m_text.goTo(m_text.at() + 1);
    if (++m_depth > deepest)
        return m_text.fail(tr("Filters and parentheses are nested too deep."));
    auto made = std::make_shared<JsonPathCall>(); // shared: by copies of the query
    made->function = known->function;
    std::vector<qsizetype> places;
    m_text.skipBlank();
    if (m_text.here() != u')') {
        do {
            m_text.skipBlank();
            places.push_back(m_text.at());
            if (!operand(made->arguments.emplace_back()))
                return false;
            m_text.skipBlank();
        } while (m_text.take(u','));
    }
    if (!m_text.take(u')'))
        return m_text.fail(tr("A comma or ) is missing here."));
    --m_depth;
    if (made->arguments.size() != known->arguments)
        return m_text.failAt(begin,
            (known->arguments == 1 ? tr("The function %1 takes one value.") : tr("The function %1 takes two values, with a comma between.")).arg(word));
    if (!checkArguments(*made, places))
        return false;
    preparePattern(*made);
    result = std::shared_ptr<const JsonPathCall>(std::move(made));
    return true;
}

bool JsonPathTestParser::checkArguments(const JsonPathCall &call, const std::vector<qsizetype> &places)
{
    if (call.function == Function::Count || call.function == Function::Value)
        return std::holds_alternative<JsonPathQuery>(call.arguments.front())
            || m_text.failAt(places.front(), tr("This function takes a path that begins with @ or $."));
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        if (!isValue(call.arguments[i], places[i]))
            return false;
    }
    return true;
}

void JsonPathTestParser::preparePattern(JsonPathCall &call)
{
    if (!call.isLogical())
        return;
    const auto *literal = std::get_if<JsonPathLiteral>(&call.arguments.back());
    if (!literal || literal->kind != JsonKind::String)
        return;
    const QString text = QString::fromUtf8(literal->text);
    auto compiled = IRegexp::compile(text, call.function == Function::Match ? IRegexp::Reach::Whole : IRegexp::Reach::Part);
    if (compiled)
        call.pattern = *std::move(compiled);
    else
        m_notes += tr("The pattern \"%1\" is none of RFC 9485, so it matches nothing: %2.").arg(text, compiled.error());
}

bool JsonPathTestParser::isValue(const JsonPathOperand &operand, qsizetype at)
{
    if (const auto *query = std::get_if<JsonPathQuery>(&operand); query && !query->isSingular())
        return m_text.failAt(at, tr("Only one value can be used here, and this path may find several."));
    if (const auto *called = std::get_if<std::shared_ptr<const JsonPathCall>>(&operand); called && (*called)->isLogical())
        return m_text.failAt(at, tr("This function says true or false, which is no value to compare."));
    return true;
}

}
