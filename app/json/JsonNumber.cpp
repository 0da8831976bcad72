#include "app/json/JsonNumber.h"

#include <algorithm>

namespace tessera {

namespace {

constexpr qint64 farthest = qint64(1) << 60; // an exponent beyond counts as this: no digits of a body reach it

// 0.d1 d2 d3 ... * 10^exponent, d1 not 0.
struct Decimal {
    bool isNegative = false;
    bool isZero = false;
    QByteArrayView whole, fraction; // digits
    qsizetype zeros = 0; // at the begin of both
    qint64 exponent = 0;

    explicit Decimal(QByteArrayView written)
    {
        isNegative = written.startsWith('-');
        if (isNegative)
            written = written.sliced(1);
        const auto mark = std::find_if(written.begin(), written.end(), [](char c) { return c == 'e' || c == 'E'; });
        const QByteArrayView digits = written.first(mark - written.begin());
        const qsizetype point = digits.indexOf('.');
        whole = point < 0 ? digits : digits.first(point);
        fraction = point < 0 ? QByteArrayView() : digits.sliced(point + 1);
        while (zeros < size() && at(zeros) == '0')
            ++zeros;
        isZero = zeros == size();
        exponent = whole.size() - zeros + (mark == written.end() ? 0 : exponentOf(written.sliced(digits.size() + 1)));
    }

    [[nodiscard]] qsizetype size() const { return whole.size() + fraction.size(); }
    [[nodiscard]] char at(qsizetype i) const
    {
        return i < whole.size() ? whole[i] : i < size() ? fraction[i - whole.size()] : '0';
    }
    [[nodiscard]] int sign() const { return isZero ? 0 : isNegative ? -1 : 1; }

private:
    static qint64 exponentOf(QByteArrayView text)
    {
        const bool isBelow = text.startsWith('-');
        qint64 value = 0;
        for (const char c : text) {
            if (c >= '0' && c <= '9')
                value = std::min(value * 10 + (c - '0'), farthest / 16);
        }
        return isBelow ? -value : value;
    }
};

std::strong_ordering compareSizes(const Decimal &a, const Decimal &b)
{
    if (a.exponent != b.exponent)
        return a.exponent <=> b.exponent;
    const qsizetype digits = std::max(a.size() - a.zeros, b.size() - b.zeros);
    for (qsizetype i = 0; i < digits; ++i) {
        if (const auto order = a.at(a.zeros + i) <=> b.at(b.zeros + i); order != 0)
            return order;
    }
    return std::strong_ordering::equal;
}

}

std::strong_ordering JsonNumber::compare(QByteArrayView a, QByteArrayView b)
{
    const Decimal first(a), second(b);
    if (first.sign() != second.sign() || first.isZero)
        return first.sign() <=> second.sign();
    return first.isNegative ? compareSizes(second, first) : compareSizes(first, second);
}

}
