#pragma once

#include "app/base/Secret.h"

#include <QtCore/QMap>

namespace tessera {

struct AuthProfile;

// By which an access token is told from others where it must not stand itself, in the timeline's file. Empty for what is no
// token for certain: one could try a list of words on the fingerprint of a password. `profile`: null where it is missing.
[[nodiscard]] QString tokenFingerprint(const Secret &access, const AuthProfile *profile, const QMap<QString, QString> &choices);

}
