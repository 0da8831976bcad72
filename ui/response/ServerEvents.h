#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera::ui {

// One event of a text/event-stream.
struct ServerEvent {
    QString type; // "message" where it names none
    QString id; // the last one named, as a client would send it back
    QString data; // its lines joined
    QString retry; // as written
    QString comment; // a block of comments alone is a sign of life, no event
    [[nodiscard]] bool isComment() const { return type.isEmpty(); }
    bool operator==(const ServerEvent &) const = default;
};

// Where the blocks of an event stream are (HTML standard, section 9.2.6): finds them while the bytes arrive, and reads one when
// it is looked at.
class ServerEvents {
public:
    struct Block {
        qint64 at = 0, size = 0; // bytes, without the empty line at its end
        bool operator==(const Block &) const = default;
    };
    // `all` is everything so far. Goes on where it stopped, for about `most` bytes; false: there is more to do with the same
    // bytes. A block that is cut off at the end of a whole stream is kept: it is shown, though no client would take it.
    bool extend(QByteArrayView all, bool isWhole, qint64 most);

    [[nodiscard]] qsizetype count() const { return m_blocks.size(); }
    [[nodiscard]] const Block &block(qsizetype index) const { return m_blocks.at(index); }
    [[nodiscard]] bool endsInside() const { return m_endsInside; } // the last block was cut off
    [[nodiscard]] static ServerEvent read(QByteArrayView block, qsizetype longest = 64 * 1024 * 1024); // bytes of data

private:
    QList<Block> m_blocks;
    qint64 m_from = 0; // where the block begins that is read
    qint64 m_at = 0; // behind the last whole line
    bool m_isOver = false, m_endsInside = false;
};

}
