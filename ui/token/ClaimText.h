#pragma once

#include "app/token/TokenDetails.h"

namespace tessera::ui {

// What stands in the row of a claim, and what it says of it when it is opened. Pure; foreign text in it is shown as it is,
// with what hides made visible.
struct ClaimText {
    enum class Tone { Calm, Warn, Bad };
    QString name; // "exp"
    QString value; // in one line: "14:06:46", "admin"
    QString note; // at the right: "in 42 s", "Issuer"
    QString title; // "Expires, RFC 7519 4.1.4"; may be empty
    QString sentence; // what it means
    QString whole; // the value in full, where the line does not hold it
    QString copied; // as it was written: for the clipboard
    QString times; // of an instant: as written, UTC, local
    Tone tone = Tone::Calm; // of the note
    QString spoken; // all of it
    bool operator==(const ClaimText &) const = default;

    [[nodiscard]] static ClaimText of(const ClaimFact &fact, const TokenMoment &moment);
};

}
