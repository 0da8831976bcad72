#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QList>

namespace tessera {

// Part of a text, in bytes.
struct ByteSpan {
    qsizetype begin = 0;
    qsizetype end = 0;
    bool operator==(const ByteSpan &) const = default;
};

// Finds known secrets in bytes, in the forms in which they travel: as they are, percent-encoded, as part of base64 text,
// escaped in JSON. Time is linear in the text whatever the number of secrets. Holds no secret, only the hash of each form,
// and forgets those that were not added again for the longest time when there are very many.
class SecretPatterns {
public:
    static constexpr qsizetype shortest = 6; // bytes; what is shorter would eat ordinary text

    SecretPatterns();
    void add(const QByteArray &secret);
    [[nodiscard]] bool isEmpty() const { return m_patterns.isEmpty(); }
    [[nodiscard]] QList<ByteSpan> find(QByteArrayView text) const; // by their ends; may overlap

private:
    struct Pattern {
        quint64 hash = 0;
        quint32 length = 0;
        quint32 secret = 0; // the index of its age
    };

    [[nodiscard]] Pattern *patternOf(const QByteArray &form);
    void addForm(const QByteArray &form);
    void forgetOldest();
    void rebuildFilter(qsizetype bits);
    [[nodiscard]] quint64 hashOf(QByteArrayView text) const;

    QMultiHash<quint64, Pattern> m_patterns; // by the last bytes of a form
    QList<quint64> m_filter; // a bit for every last bytes that occur: most places of a text end here
    int m_filterShift = 64;
    size_t m_seed;
    QList<quint64> m_ages; // of each secret: the number of the last add()
    quint64 m_added = 0;
};

}
