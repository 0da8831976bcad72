#pragma once

#include "ui/widgets/Badge.h"

namespace tessera::ui {

// The answer's status: "200 OK" on the ground of its class. RFC 9110 section 15.
class StatusBadge : public Badge {
    Q_OBJECT
public:
    explicit StatusBadge(const Theme &theme, QWidget *parent = nullptr);

    void setStatus(int status, const QString &reason); // an empty reason: the usual one
    void setTrouble(const QString &words); // there is no answer
    void setBrief(bool isBrief); // the number alone; the rest is its tool tip
    [[nodiscard]] int briefSaves() const; // pixels

private:
    void render();

    QString m_whole, m_number; // empty: nothing can be left out
    bool m_isBrief = false;
};

[[nodiscard]] Badge::Tone statusTone(int status);
[[nodiscard]] QString statusText(int status, const QString &reason);

}
