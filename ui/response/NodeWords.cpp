#include "ui/response/NodeWords.h"

#include "app/json/ValueHint.h"
#include "ui/response/ValueWords.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestToken = 16 * 1024; // bytes

QString tr(const char *text)
{
    return QCoreApplication::translate("NodeWords", text);
}

std::optional<ValueHint> hintOf(const JsonIndex &index, const JsonNode &node)
{
    const QByteArrayView value = NodeWords::shortValue(index, node, longestToken);
    // Its name matters only to what looks like something: few do.
    return value.isEmpty() || !ValueHint::of(value, {}) ? std::nullopt : ValueHint::of(value, index.name(node));
}

}

NodeWords::NodeWords(const JsonIndex &index, const Clock &clock)
    : m_index(index)
    , m_clock(clock)
{
}

QByteArrayView NodeWords::shortValue(const JsonIndex &index, const JsonNode &node, qsizetype most)
{
    if (node.at < 0 || (node.kind != JsonKind::String && node.kind != JsonKind::Number))
        return {};
    const QByteArrayView all = index.bytes();
    if (node.at >= all.size())
        return {};
    const QByteArrayView rest = all.sliced(node.at).first(std::min<qsizetype>(most + 1, all.size() - node.at));
    qsizetype end = 1;
    if (node.kind == JsonKind::String) {
        while (end < rest.size() && rest[end] != '"')
            end += rest[end] == '\\' ? 2 : 1;
        ++end;
    } else {
        while (end < rest.size() && !QByteArrayView(",]} \t\r\n").contains(rest[end]))
            ++end;
    }
    return end > most || end > rest.size() ? QByteArrayView() : rest.first(end);
}

QString NodeWords::remark(const JsonNode &node) const
{
    return remark(node, isDuplicate(node));
}

QString NodeWords::remark(const JsonNode &node, bool isDuplicate) const
{
    QStringList remarks;
    if (isDuplicate)
        remarks += tr("this name is there more than once");
    if (const auto hint = hintOf(m_index, node))
        remarks += ValueWords::remark(*hint, m_clock.now());
    else if (node.kind == JsonKind::Number)
        remarks += ValueWords::remarkOfNumber(shortValue(m_index, node, longestToken));
    remarks.removeAll({});
    return remarks.join(u"; "_s);
}

QString NodeWords::explained(const JsonNode &node) const
{
    QStringList lines;
    if (isDuplicate(node))
        lines += tr("This name stands in the object more than once. Programs differ in which one counts.");
    if (const auto hint = hintOf(m_index, node))
        lines += ValueWords::explained(*hint, m_clock.now());
    else if (node.kind == JsonKind::Number)
        lines += ValueWords::explainedNumber(shortValue(m_index, node, longestToken));
    lines.removeAll({});
    return lines.join(u'\n');
}

QString NodeWords::token(const JsonNode &node) const
{
    const auto hint = hintOf(m_index, node);
    return hint && hint->kind == ValueHint::Kind::Jwt ? QString::fromLatin1(hint->token) : QString();
}

bool NodeWords::isDuplicate(const JsonNode &node) const
{
    return node.keyAt >= 0 && m_index.isDuplicate(node).value_or(false);
}

}
