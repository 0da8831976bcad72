#include "ui/theme/CredentialColors.h"

#include <algorithm>
#include <array>

namespace tessera::ui {

namespace {

struct Pair {
    QRgb light, dark;
};

constexpr std::array pairs{
    Pair{0xff2f62ea, 0xff7aa2ff}, // blue
    Pair{0xff7043d6, 0xffb69cff}, // violet
    Pair{0xff137a4d, 0xff4cc38a}, // green
    Pair{0xff98600f, 0xffe5b567}, // amber
    Pair{0xffb02a7c, 0xfff48fc6}, // pink
    Pair{0xff0b7285, 0xff5cc9d9}, // teal
    Pair{0xffc2410c, 0xffff966b}, // orange
    Pair{0xff56741a, 0xffb4cf63}, // olive
    Pair{0xff566476, 0xffa9b7cb}, // slate
    Pair{0xff855b45, 0xffd3a58c}, // brown
};

}

int credentialColorCount()
{
    return int(pairs.size());
}

QColor credentialColor(int index, Scheme scheme)
{
    const int count = credentialColorCount();
    const Pair &pair = pairs[size_t(((index % count) + count) % count)];
    return QColor::fromRgb(scheme == Scheme::Light ? pair.light : pair.dark);
}

int CredentialColors::colorOf(const QString &credential, int preferred)
{
    if (const auto known = m_assigned.constFind(credential); known != m_assigned.constEnd())
        return *known;

    std::array<int, pairs.size()> uses{};
    for (int color : std::as_const(m_assigned))
        ++uses[size_t(color)];
    const auto wanted = size_t(std::abs(preferred)) % pairs.size();
    const auto least = std::min_element(uses.begin(), uses.end());
    const int color = uses[wanted] == *least ? int(wanted) : int(least - uses.begin());
    m_assigned.insert(credential, color);
    return color;
}

void CredentialColors::forget(const QString &credential)
{
    m_assigned.remove(credential);
}

void CredentialColors::rename(const QString &from, const QString &to)
{
    if (const auto color = m_assigned.constFind(from); color != m_assigned.cend())
        m_assigned.insert(to, *color);
}

void CredentialColors::restore(const QHash<QString, int> &assigned)
{
    m_assigned.clear();
    for (auto it = assigned.cbegin(); it != assigned.cend(); ++it) {
        if (it.value() >= 0 && it.value() < credentialColorCount())
            m_assigned.insert(it.key(), it.value());
    }
}

}
