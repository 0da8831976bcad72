#pragma once

#include <QtCore/QByteArray>

#include <random>

namespace tessera {

// JSON of every kind that a server may send, the same for the same seed.
class RandomJson {
public:
    explicit RandomJson(unsigned seed)
        : m_random(seed)
    {
    }
    // Names in one object differ unless `mayRepeat`.
    [[nodiscard]] QByteArray document(qsizetype size, bool mayRepeat = false);
    [[nodiscard]] int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_random); }

private:
    void value(int depth);
    void container(int depth, int items);
    void string();
    void number();
    void space();

    std::mt19937 m_random;
    QByteArray m_text;
    qsizetype m_most = 0;
    bool m_mayRepeat = false;
};

}
