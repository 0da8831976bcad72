#pragma once

#include "ui/response/TextHits.h"

#include <QtCore/QObject>

#include <atomic>
#include <memory>
#include <optional>

namespace tessera::ui {

// Looks for something in a body, in the background, and goes from hit to hit.
class BodyFinder : public QObject {
    Q_OBJECT
public:
    using Hit = TextHits::Hit;
    explicit BodyFinder(QObject *parent = nullptr);
    ~BodyFinder() override;

    // A new search; goes to the first hit at or behind `from` as soon as it is known. An empty text ends the search.
    void find(const FindQuery &query, std::shared_ptr<const BodyStore> body, qint64 from);
    void clear();
    void next(); // round and round
    void previous();

    [[nodiscard]] qint64 count() const { return m_found.hits.size(); }
    [[nodiscard]] std::optional<Hit> current() const;
    [[nodiscard]] QList<Hit> hitsIn(qint64 from, qint64 to) const; // that begin there
    [[nodiscard]] QList<double> marks(int parts) const; // where hits are: 0 to 1
    [[nodiscard]] QString summary() const; // "3 of 17", "nothing found", what is wrong with the regex
    [[nodiscard]] bool isFruitless() const; // over, and nothing was found; or it can't be looked for

Q_SIGNALS:
    void changed(); // counts, marks
    void moved(); // to another hit

private:
    void goTo(qint64 number);
    void take(const TextHits &found, qint64 from);

    TextHits m_found;
    std::shared_ptr<std::atomic<bool>> m_stop; // shared: with the thread that looks
    int m_turn = 0; // what an earlier search finds comes too late
    qint64 m_size = 0; // of the body
    bool m_isWanted = false, m_isRunning = false;
    qint64 m_number = -1; // of the current hit
};

}
