#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArrayView>

#include <functional>
#include <memory>

namespace tessera {

struct SearchQuery {
    enum class How { Literal, Regex }; // Regex: as PCRE2 has them, ^ and $ at lines, classes and borders of Unicode
    QString text;
    How how = How::Literal;
    bool ignoresCase = false; // by simple case folding of Unicode: "ΣΑΣ" finds "σας", "k" the Kelvin sign
    bool operator==(const SearchQuery &) const = default;
};

// Something to look for in bytes that should be UTF-8 and need not be. Copies share what was compiled; any thread may use it.
class BytePattern {
public:
    struct Hit {
        qint64 at = 0, size = 0; // bytes; never empty
        bool operator==(const Hit &) const = default;
    };
    enum class Outcome {
        Done,
        Stopped, // take() said so
        TooHard, // a regex that goes back and forth without end
    };
    static constexpr qint64 longestHit = 1024 * 1024; // of a regex: it does not look farther

    // Errors: Input, what is wrong with the regex and where. An empty text is an error too.
    [[nodiscard]] static Result<BytePattern> compile(const SearchQuery &query);

    // Gives every hit that begins in [from, to), in order, none overlapping the one before, until take() says false. `bytes`
    // is the whole text, so that what stands before and behind counts for ^, \b and the like.
    Outcome scan(QByteArrayView bytes, qint64 from, qint64 to, const std::function<bool(Hit)> &take) const;

    // Of a text that still grows: hits that begin so many bytes before its end may yet change.
    [[nodiscard]] qint64 reach() const;

private:
    struct Engine;
    std::shared_ptr<const Engine> m_engine; // shared: never changed after compile()
};

}
