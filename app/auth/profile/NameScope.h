#pragma once

#include <QtCore/QMap>
#include <QtCore/QSet>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>

namespace tessera {

// What templates may mention at one place of a profile. Copied, and added to, as a way goes on from step to step.
class NameScope {
public:
    enum class Kind {
        Field,
        SecretField,
        Capture, // of a step
        Token, // a capture that is kept as long as the session
        Later, // taken, but without a value at this place: a token while signing in
    };

    // What is wrong with the name, as the end of a sentence ("is taken already"); empty where it is declared now.
    [[nodiscard]] QString declare(const QString &name, Kind kind);
    void allow(const QString &name, Kind kind) { m_kinds.insert(name, kind); }

    [[nodiscard]] bool isUsable(const QString &name) const { return kind(name) != Kind::Later; }
    [[nodiscard]] bool isPlainField(const QString &name) const { return kind(name) == Kind::Field; }
    [[nodiscard]] bool isSecret(const QString &name) const
    {
        return kind(name) == Kind::SecretField || kind(name) == Kind::Token;
    }
    [[nodiscard]] bool isTaken(const QString &name) const { return m_kinds.contains(name); }
    [[nodiscard]] QStringList usable() const;

    void noteUse(const QString &name) const { m_used->insert(name); }
    [[nodiscard]] bool isUsed(const QString &name) const { return m_used->contains(name); }

private:
    [[nodiscard]] Kind kind(const QString &name) const { return m_kinds.value(name, Kind::Later); }

    QMap<QString, Kind> m_kinds;
    std::shared_ptr<QSet<QString>> m_used = std::make_shared<QSet<QString>>(); // shared: one tally for all copies
};

}
