#include "ui/response/TextHits.h"

#include "app/http/BodyStore.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr qint64 blockSize = 1024 * 1024;

// The end of a block that begins at `from`: behind a line's end where there is one, else between two characters.
qint64 blockEnd(QByteArrayView bytes, qint64 from)
{
    if (bytes.size() - from <= blockSize)
        return bytes.size();
    const auto newline = bytes.sliced(from, blockSize).lastIndexOf('\n');
    if (newline >= 0)
        return from + newline + 1;
    qint64 end = from + blockSize;
    while (end > from && (uchar(bytes[end]) & 0xc0) == 0x80)
        --end;
    return end > from ? end : from + blockSize;
}

qint64 utf8Size(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }) ? text.size() : text.toUtf8().size();
}

}

TextHits TextHits::of(const BodyStore &body, const FindQuery &query, const std::function<bool()> &isStopped)
{
    TextHits found;
    QRegularExpression::PatternOptions options = QRegularExpression::MultilineOption;
    if (query.ignoresCase)
        options |= QRegularExpression::CaseInsensitiveOption;
    const QRegularExpression pattern(query.isRegex ? query.text : QRegularExpression::escape(query.text), options);
    if (!pattern.isValid()) {
        found.trouble = QCoreApplication::translate("TextHits", "Not a regular expression: %1, at character %2.")
                            .arg(pattern.errorString()).arg(pattern.patternErrorOffset() + 1);
        return found;
    }
    const QByteArrayView bytes = body.bytes();
    for (qint64 from = 0; from < bytes.size() && !found.isCut && !isStopped();) {
        const qint64 end = blockEnd(bytes, from);
        // A bad byte is one character of three bytes when it is decoded: such blocks are taken byte by byte.
        QString text = QString::fromUtf8(bytes.sliced(from, end - from));
        const bool isBytes = text.contains(QChar::ReplacementCharacter) || text.startsWith(QChar::ByteOrderMark) || bytes.sliced(from).startsWith("\xef\xbb\xbf");
        if (isBytes)
            text = QString::fromLatin1(bytes.sliced(from, end - from));
        qsizetype done = 0;
        qint64 at = from;
        for (auto matches = pattern.globalMatch(text); matches.hasNext() && !found.isCut;) {
            const auto match = matches.next();
            if (match.capturedLength() == 0)
                continue;
            const QStringView before = QStringView(text).sliced(done, match.capturedStart() - done);
            at += isBytes ? before.size() : utf8Size(before);
            const qint64 size = isBytes ? match.capturedLength() : utf8Size(match.capturedView());
            found.hits.append({at, size});
            at += size;
            done = match.capturedEnd();
            found.isCut = found.hits.size() == most;
        }
        from = end;
    }
    return found;
}

}
