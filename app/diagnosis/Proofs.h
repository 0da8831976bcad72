#pragma once

#include "app/diagnosis/Challenge.h"
#include "app/diagnosis/SentCredential.h"

#include <QtCore/QMap>

namespace tessera::Proofs {

// What speaks for innocence, by the names that the alibis mention: a name is there only where it proves something ("left"
// only of a token that has not ended).
[[nodiscard]] QMap<QString, QString> of(const DiagnosisFacts &facts, const SentCredential &sent, const QList<Challenge> &challenges);

}
