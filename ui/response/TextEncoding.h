#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>
#include <QtCore/QStringDecoder>
#include <QtCore/QStringList>

namespace tessera::ui {

// How the bytes of a body become text. The mark at its start counts first, then what the server says, then where zeros
// stand (JSON), else it is UTF-8. What doesn't agree is told in `notes`.
struct TextEncoding {
    enum class Kind { Utf8, Utf16Le, Utf16Be, Utf32Le, Utf32Be, Windows1252, Other } kind = Kind::Utf8;
    int markSize = 0; // bytes of the mark, which is no part of the text
    QStringList notes = {}; // sentences
    QByteArray charset = {}; // of Other: its name, which QStringDecoder knows

    [[nodiscard]] static TextEncoding of(QByteArrayView first, const QByteArray &declared);

    [[nodiscard]] QString name() const; // "UTF-8"
    [[nodiscard]] bool isUtf8() const { return kind == Kind::Utf8; }
    struct Decoded {
        QString text;
        bool hasBadBytes = false; // they are U+FFFD in the text
    };
    // `isWhole` is false where more bytes follow: a character cut at the end is left out then, not bad.
    [[nodiscard]] Decoded decode(QByteArrayView bytes, bool isWhole = true) const;

    // A text piece by piece: what is cut at the end of one goes on in the next.
    class Stream {
    public:
        explicit Stream(const TextEncoding &encoding);
        [[nodiscard]] QString next(QByteArrayView bytes);
        [[nodiscard]] bool hasBadBytes() const { return m_decoder.hasError(); }

    private:
        QStringDecoder m_decoder; // of windows-1252, which Qt does not always know: not valid
    };

    bool operator==(const TextEncoding &) const = default;

private:
    [[nodiscard]] QStringDecoder decoder(QStringConverter::Flags flags) const; // not valid for windows-1252
};

}
