#include "app/auth/profile/Endpoint.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

// Servers and gateways decode and tidy paths, some of them twice, some drop what follows a semicolon: a segment that turns
// into something else on that way says nothing certain about where the request will end.
bool isAmbiguous(QString segment)
{
    for (int round = 0; round < 3; ++round) {
        const QString bare = segment.section(u';', 0, 0);
        const bool hasTrick = std::any_of(segment.begin(), segment.end(),
            [](QChar c) { return c == u'/' || c == u'\\' || c.unicode() < 0x20 || c.unicode() == 0x7f; });
        if (hasTrick || bare == "."_L1 || bare == ".."_L1)
            return true;
        segment = QString::fromUtf8(QByteArray::fromPercentEncoding(segment.toUtf8()));
    }
    return false;
}

bool fits(const QString &pattern, const QString &segment)
{
    return pattern == "*"_L1 ? !segment.isEmpty() : pattern == segment;
}

// The usual walk for globs: back to the last "**" on a mismatch.
bool fitsAll(const QStringList &patterns, const QStringList &segments)
{
    qsizetype p = 0, s = 0, lastStars = -1, resumeAt = 0;
    while (s < segments.size()) {
        if (p < patterns.size() && patterns.at(p) == "**"_L1) {
            lastStars = p++;
            resumeAt = s;
        } else if (p < patterns.size() && fits(patterns.at(p), segments.at(s))) {
            ++p;
            ++s;
        } else if (lastStars >= 0) {
            p = lastStars + 1;
            s = ++resumeAt;
        } else {
            return false;
        }
    }
    return std::all_of(patterns.begin() + p, patterns.end(), [](const QString &pattern) { return pattern == "**"_L1; });
}

}

bool Endpoint::matches(const QByteArray &askedMethod, const QString &askedPath) const
{
    const QString asked = QString::fromLatin1(askedMethod);
    if (!method.isEmpty() && method != asked && !(method == "GET"_L1 && asked == "HEAD"_L1))
        return false;
    const auto end = std::find_if(askedPath.begin(), askedPath.end(), [](QChar c) { return c == u'?' || c == u'#'; });
    const QStringList segments = QString(askedPath.begin(), end - askedPath.begin()).split(u'/').mid(1);
    if (!askedPath.startsWith(u'/') || std::any_of(segments.begin(), segments.end(), isAmbiguous))
        return false;
    if (std::any_of(segments.begin(), segments.end() - 1, [](const QString &segment) { return segment.isEmpty(); }))
        return false;
    return fitsAll(path.split(u'/').mid(1), segments);
}

}
