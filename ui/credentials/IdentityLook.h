#pragma once

#include "ui/credentials/CredentialItem.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CountdownRing.h"

#include <QtGui/QColor>

namespace tessera::ui {

// The colour of a countdown: the credential's as long as it refreshes by itself, amber and red when it will not, dim where
// nothing counts.
[[nodiscard]] QColor countdownColor(const Theme &theme, const CredentialItem &item, UtcTime now);
// Numbers are in the machine's face, words ("expired") are not.
[[nodiscard]] TextRole countdownRole(const QString &countdown);
[[nodiscard]] CountdownRing::Tone ringTone(CredentialStatus::Warning warning);

}
