#pragma once

#include "app/base/Clock.h"
#include "app/base/Secret.h"

#include <QtCore/QObject>

class QClipboard;

namespace tessera::ui {

// Copies a secret so that clipboard managers don't keep it (x-kde-passwordManagerHint), and takes it away again after a
// while unless something else was copied since.
class SecretClipboard : public QObject {
    Q_OBJECT
public:
    static constexpr Milliseconds keptFor = std::chrono::seconds(30);

    SecretClipboard(QClipboard &clipboard, Clock &clock, QObject *parent = nullptr);
    ~SecretClipboard() override; // takes away what is still there

    void copy(const Secret &secret);

private:
    void clear();
    [[nodiscard]] bool isStillThere() const;

    QClipboard &m_clipboard;
    Clock &m_clock;
    QByteArray m_digest; // of what was copied: the secret itself is not kept here
    quint64 m_timer = 0;
};

}
