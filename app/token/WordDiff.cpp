#include "app/token/WordDiff.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostListed = 6, longestWord = 80;

QStringList without(const QStringList &all, const QStringList &known)
{
    const QSet<QString> left(known.begin(), known.end());
    QStringList rest;
    for (const QString &word : all)
        if (!left.contains(word) && !rest.contains(word))
            rest += word;
    return rest;
}

}

WordDiff WordDiff::of(const QStringList &first, const QStringList &second)
{
    const QSet<QString> words(first.begin(), first.end());
    return {without(first, second), without(second, first), words.intersects(QSet<QString>(second.begin(), second.end()))};
}

QString WordDiff::listed(const QStringList &words)
{
    QStringList shown;
    for (const QString &word : words.mid(0, mostListed))
        shown += word.size() > longestWord ? word.left(longestWord) + u'…' : word;
    const QString list = shown.join(u", "_s);
    const auto rest = words.size() - shown.size();
    return rest > 0 ? QCoreApplication::translate("WordDiff", "%1 and %2 more").arg(list).arg(rest) : list;
}

}
