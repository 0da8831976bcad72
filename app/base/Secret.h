#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace tessera {

// A password, token or key. It has no stream operator and no conversion: reveal() at the last moment, on a line one can
// grep. The bytes held here are overwritten when the last copy goes; copies made by Qt on the way are out of its reach.
class Secret {
public:
    Secret() = default;
    explicit Secret(const QString &text);
    explicit Secret(QByteArray utf8);
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &other);
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    [[nodiscard]] QString reveal() const;
    [[nodiscard]] QByteArray revealUtf8() const { return m_utf8; }
    [[nodiscard]] bool isEmpty() const { return m_utf8.isEmpty(); }
    [[nodiscard]] qsizetype size() const { return m_utf8.size(); }
    // Eight hex digits of a SHA-256: tells two tokens apart, says nothing about either.
    [[nodiscard]] QString fingerprint() const;
    // What may stand on the screen: the first characters of a long secret, bullets for the rest.
    [[nodiscard]] QString masked() const;

    bool operator==(const Secret &) const = default;

private:
    void wipe();
    QByteArray m_utf8;
};

}
