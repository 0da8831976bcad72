#pragma once

#include <QtCore/QList>
#include <QtCore/QString>

#include <functional>
#include <memory>

namespace tessera {
class BodyStore;
}

namespace tessera::ui {

struct FindQuery {
    QString text;
    bool isRegex = false;
    bool ignoresCase = false;
    bool operator==(const FindQuery &) const = default;
};

// Where something stands in a body that is UTF-8. Looks through it block by block, line ends kept together, so that any size
// will do. Takes long: not for the window's thread.
struct TextHits {
    static constexpr qsizetype most = 100'000; // hits that are kept

    struct Hit {
        qint64 at = 0, size = 0; // bytes
        bool operator==(const Hit &) const = default;
    };
    QList<Hit> hits; // ascending
    bool isCut = false; // there are more
    QString trouble; // a sentence: what is wrong with the regex; empty where all is well

    [[nodiscard]] static TextHits of(const BodyStore &body, const FindQuery &query, const std::function<bool()> &isStopped);
};

}
