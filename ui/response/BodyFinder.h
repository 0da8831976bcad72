#pragma once

#include "app/http/BytePattern.h"

#include <QtCore/QList>
#include <QtCore/QObject>

#include <memory>
#include <optional>
#include <stop_token>

namespace tessera {
class BodySearch;
class BodyStore;
}

namespace tessera::ui {

// Looks for something in a body of any size, in the background, and goes from hit to hit, also while it still looks.
class BodyFinder : public QObject {
    Q_OBJECT
public:
    using Hit = BytePattern::Hit;
    static constexpr int mostSamples = 400;

    explicit BodyFinder(QObject *parent = nullptr);
    ~BodyFinder() override;

    // A new search; goes to the first hit at or behind `from` as soon as it is known. An empty text ends the search.
    void find(const SearchQuery &query, std::shared_ptr<const BodyStore> body, qint64 from);
    void clear();
    void advance(); // the body has grown
    void next(); // round and round
    void previous();

    [[nodiscard]] qint64 count() const; // so far
    [[nodiscard]] const std::optional<Hit> &current() const { return m_current; }
    [[nodiscard]] QList<Hit> hitsIn(qint64 from, qint64 to) const; // that begin there
    // Where about hits are, in bytes, ascending: at most one for each of `mostSamples` equal parts of the body.
    [[nodiscard]] const QList<qint64> &samples() const { return m_samples; }
    [[nodiscard]] QString summary() const; // "3 of 17", "17 so far", "nothing found"
    [[nodiscard]] QString fault() const; // a sentence: what is wrong with the regex, and where; empty where all is well
    [[nodiscard]] bool isFruitless() const; // over, and nothing was found; or it can't be looked for

Q_SIGNALS:
    void changed(); // counts, samples
    void moved(); // to another hit

private:
    void goTo(qint64 number);
    void look();
    void takeSamples();

    std::unique_ptr<BodySearch> m_search; // none: nothing is looked for
    std::optional<BytePattern> m_pattern;
    std::shared_ptr<const BodyStore> m_body; // shared: with who shows it
    QString m_fault;
    QList<qint64> m_samples;
    std::stop_source m_stop;
    int m_turn = 0; // samples of an earlier search come too late
    bool m_isSampled = false;
    bool m_isWaiting = false; // for the first hit behind m_from
    qint64 m_from = 0;
    qint64 m_number = -1; // of the current hit
    std::optional<Hit> m_current;
};

}
