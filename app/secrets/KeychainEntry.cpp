#include "app/secrets/KeychainEntry.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace tessera::KeychainEntry {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView wholeHead = "tessera/1\n";
constexpr int mostParts = 10000; // 24 MB on the platform with the smallest entries

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

}

QString key(const QString &prefix, const QString &name)
{
    // '#' separates the number of a part: in a name it is escaped, so that no name runs into another's parts.
    QString escaped = name;
    escaped.replace(u'%', u"%25"_s).replace(u'#', u"%23"_s);
    return prefix + u'/' + escaped;
}

QString partKey(const QString &prefix, const QString &name, Slot slot, int number)
{
    return key(prefix, name) + (slot == Slot::A ? u"#a"_s : u"#b"_s) + QString::number(number);
}

Secret encode(const Whole &whole)
{
    return Secret(wholeHead.toByteArray() + whole.text.revealUtf8());
}

Secret encode(const Parts &parts)
{
    return Secret(u"tessera/1 parts=%1 slot=%2 sha256=%3\n"_s.arg(parts.count)
                      .arg(parts.slot == Slot::A ? "a"_L1 : "b"_L1)
                      .arg(QString::fromLatin1(parts.sha256)));
}

Content decode(const Secret &entry)
{
    const QByteArray bytes = entry.revealUtf8();
    if (bytes.startsWith(wholeHead))
        return Whole{Secret(bytes.sliced(wholeHead.size()))};
    static const QRegularExpression head(u"^tessera/1 parts=([0-9]{1,5}) slot=([ab]) sha256=([0-9a-f]{64})\n$"_s);
    const auto match = head.match(QString::fromUtf8(bytes.left(200)));
    if (!match.hasMatch() || match.capturedView(1).toInt() > mostParts)
        return Foreign{};
    return Parts{match.capturedView(2) == u'a' ? Slot::A : Slot::B, match.capturedView(1).toInt(),
        match.capturedView(3).toLatin1()};
}

QList<Secret> split(const Secret &text, qsizetype limit)
{
    const QByteArray bytes = text.revealUtf8();
    QList<Secret> parts;
    for (qsizetype begin = 0; begin < bytes.size();) {
        qsizetype end = std::min(begin + std::max<qsizetype>(limit, 4), bytes.size());
        while (end < bytes.size() && (uchar(bytes[end]) & 0xC0) == 0x80) // a continuation byte belongs to what is before it
            --end;
        parts.append(Secret(bytes.sliced(begin, end - begin)));
        begin = end;
    }
    return parts;
}

Parts describe(const Secret &text, Slot slot, qsizetype count)
{
    return Parts{slot, int(count), sha256(text.revealUtf8())};
}

}
