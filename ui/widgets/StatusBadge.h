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
};

[[nodiscard]] Badge::Tone statusTone(int status);
[[nodiscard]] QString statusText(int status, const QString &reason);

}
