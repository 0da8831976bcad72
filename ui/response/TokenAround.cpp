#include "ui/response/TokenAround.h"

#include "app/json/ValueHint.h"

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr qint64 longestToken = 16 * 1024; // bytes

bool isPart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

}

QString tokenAround(QByteArrayView text, qint64 at)
{
    qint64 from = std::clamp<qint64>(at, 0, text.size()), to = from;
    while (from > 0 && at - from <= longestToken && isPart(text[from - 1]))
        --from;
    while (to < text.size() && to - from <= longestToken && isPart(text[to]))
        ++to;
    if (to - from > longestToken)
        return {};
    const QByteArray quoted = '"' + text.sliced(from, to - from).toByteArray() + '"';
    const auto hint = ValueHint::of(quoted);
    return hint && hint->kind == ValueHint::Kind::Jwt ? QString::fromLatin1(hint->token) : QString();
}

}
