#pragma once

#include "app/diagnosis/Diagnosis.h"
#include "app/run/RequestRunner.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

namespace tessera {

class AuthManager;
class Clock;
class Redactor;

// Looks at every attempt of every request: tells of it, remembers which tokens servers take, and explains refusals.
class RunWatch : public QObject {
    Q_OBJECT
public:
    RunWatch(AuthManager &auth, const Redactor &redactor, Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] static QByteArray methodOf(const HttpHop &hop); // as it was on the wire
    void take(const RunResult::Attempt &attempt, const AuthorisedRequest &sent);
    // Empty where there is nothing to explain. `chosen` is who the request was to be sent as.
    [[nodiscard]] Diagnosis explain(const RunResult &result, const CredentialId &chosen) const;

Q_SIGNALS:
    void attempted(const tessera::RunResult::Attempt &attempt);

private:
    struct Taken {
        quint64 generation = 0;
        UtcTime at{};
    };
    using Place = std::pair<CredentialId, QString>; // and the origin
    [[nodiscard]] QByteArray withoutSecrets(const QByteArray &words) const;
    [[nodiscard]] DiagnosisFacts factsOf(const RunResult &result, const CredentialId &chosen) const;
    [[nodiscard]] QList<DiagnosisFacts::Other> others(const CredentialId &chosen, const QString &origin) const;
    [[nodiscard]] const AuthProfile *profileFor(const QString &origin) const;

    AuthManager &m_auth;
    const Redactor &m_redactor;
    Clock &m_clock;
    QHash<Place, Taken> m_taken; // the last token that went along there and was not refused
};

}
