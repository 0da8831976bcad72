#pragma once

#include "app/http/HttpExchange.h"

namespace tessera::ui {

// The answers that a tab has got, the newest first, to compare it with: a few, and of those before the newest no more bytes
// than would be missed by nobody.
class AnswerShelf {
public:
    static constexpr int most = 10;
    static constexpr qint64 mostBytes = 64 * 1000 * 1000; // of the bodies of all but the newest, in memory or on disk

    void add(const HttpExchange &exchange); // one that is there already comes to the front
    void clear() { m_answers.clear(); }
    [[nodiscard]] int count() const { return int(m_answers.size()); }
    [[nodiscard]] const HttpExchange &at(int index) const { return m_answers.at(index); }
    [[nodiscard]] QString title(int index) const; // "14:06:46  200 OK  14.5 kB"

private:
    QList<HttpExchange> m_answers;
};

}
