#include "tests/bench/support/BodySample.h"

#include <iterator>
#include <random>

namespace tessera::bench::BodySample {

namespace {

const char *const people[] = {"Ada Lovelace", "Jürgen Groß", "Олег Иванов", "Νίκος Σοφός", "Mary Jackson", "José Álvarez"};
const char *const cities[] = {"Berlin", "Zürich", "Athens", "Москва"};
const char *const tags[] = {"red", "green", "blue", "amber"};

void appendRecord(QByteArray &text, std::mt19937 &random, int id)
{
    const auto below = [&](unsigned limit) { return unsigned(random() % limit); };
    text += "{\"id\":" + QByteArray::number(id) + ",\"guid\":\"" + QByteArray::number(quint64(random()) << 32 | random(), 16)
        + "\",\"active\":" + (below(2) == 0 ? "true" : "false") + ",\"balance\":" + QByteArray::number(below(1'000'000) / 100.0, 'f', 2)
        + ",\"name\":\"" + people[below(std::size(people))] + "\",\"email\":\"user" + QByteArray::number(id) + "@example.com\",\"tags\":[";
    for (unsigned i = below(5); i > 0; --i)
        text += QByteArray("\"") + tags[below(std::size(tags))] + (i > 1 ? "\"," : "\"");
    text += "],\"address\":{\"street\":\"" + QByteArray::number(below(999)) + " Main St\",\"city\":\"" + cities[below(std::size(cities))]
        + "\",\"geo\":{\"lat\":" + QByteArray::number(random() / 23860929.4 - 90, 'f', 12) + ",\"lon\":"
        + QByteArray::number(random() / 11930464.7 - 180, 'f', 12) + "}},\"note\":"
        + (below(3) == 0 ? "null" : "\"Lorem ipsum dolor sit amet \\\"quoted\\\" text\\nsecond line\"")
        + ",\"created\":" + QByteArray::number(1'600'000'000 + id) + ",\"friends\":[";
    for (unsigned i = below(4); i > 0; --i)
        text += "{\"id\":" + QByteArray::number(i) + ",\"name\":\"" + people[below(std::size(people))] + (i > 1 ? "\"}," : "\"}");
    text += "]}";
}

}

QByteArray usual(qint64 size)
{
    std::mt19937 random(1);
    QByteArray text = "[";
    text.reserve(size + 4096);
    for (int id = 0; text.size() < size; ++id) {
        if (id > 0)
            text += ",\n";
        appendRecord(text, random, id);
    }
    return text + "]\n";
}

void usualInPieces(qint64 size, const std::function<void(QByteArrayView)> &take)
{
    constexpr qint64 piece = 10'000'000;
    QByteArray records = usual(piece);
    records.chop(2);
    take(records);
    records[0] = ',';
    for (qint64 taken = records.size(); taken < size; taken += records.size())
        take(records);
    take("]\n");
}

}
