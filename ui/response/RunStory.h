#pragma once

#include "app/run/RequestRunner.h"

namespace tessera::ui {

// What happened to a request, told as who sent what to whom: as a drawing and as text. Holds no secret.
struct RunStory {
    struct Step {
        int from = 0, to = 0; // actors; the same one: a remark about it
        QString text; // "GET /users · Authorization", "403 Forbidden"
        enum class Tone { Plain, Good, Bad } tone = Tone::Plain;
        bool isSupposed = false; // it did not happen: what would help
        bool operator==(const Step &) const = default;
    };
    QStringList actors; // you, Tessera, and the servers by their hosts
    QList<Step> steps;
    bool operator==(const RunStory &) const = default;

    [[nodiscard]] static RunStory of(const RunResult &result, const Redactor &redactor);
    [[nodiscard]] QString text() const; // a line a step
};

}
