#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

#include <limits>
#include <memory>

namespace tessera {

struct LineIndexData;

// Where lines begin in a body that is shown as it came. A line ends with LF or CR LF; one of more than `longestRow` bytes
// takes several rows, cut between UTF-8 characters (bytes that are not UTF-8 are cut where they stand). Takes about half a
// percent of the body. One thread builds it while bytes arrive, any other may ask meanwhile, without locks. The bytes must
// live, and stay where they are, as long as the index.
class LineIndex {
public:
    static constexpr qint64 longestRow = 2048; // bytes

    struct Row {
        qint64 at = 0, size = 0; // bytes, without the line's end
        qint64 line = 0; // from 0
        qint64 piece = 0; // 0: the first row of its line
        bool operator==(const Row &) const = default;
    };

    LineIndex();
    ~LineIndex();
    LineIndex(const LineIndex &) = delete;
    LineIndex &operator=(const LineIndex &) = delete;

    // The building thread's: `all` is everything so far, `isWhole`: nothing will follow. False: there is more to do.
    bool extend(QByteArrayView all, bool isWhole, qint64 most = std::numeric_limits<qint64>::max());

    // Any thread's. Each answer costs about reading a few kilobytes.
    [[nodiscard]] bool isComplete() const;
    [[nodiscard]] qint64 indexedTo() const; // bytes
    [[nodiscard]] qint64 rowCount() const; // so far; a body that ends with a newline has an empty last row, an empty one has one
    [[nodiscard]] qint64 lineCount() const;
    [[nodiscard]] QList<Row> rows(qint64 first, qint64 count) const;
    [[nodiscard]] qint64 rowOf(qint64 offset) const; // on which a byte stands
    [[nodiscard]] QByteArrayView bytes() const; // all that was given to extend()
    [[nodiscard]] qint64 memory() const; // bytes that the index itself takes

private:
    std::unique_ptr<LineIndexData> m_data;
};

}
