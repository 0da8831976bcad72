#include "ui/credentials/CredentialFilter.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

QList<CredentialId> matchingCredentials(const QList<CredentialId> &ids, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return ids;
    QList<CredentialId> found;
    for (const CredentialId &id : ids) {
        const bool holdsAll = std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return id.account.contains(word, Qt::CaseInsensitive) || id.profile.contains(word, Qt::CaseInsensitive)
                || id.environment.contains(word, Qt::CaseInsensitive);
        });
        if (holdsAll)
            found.append(id);
    }
    return found;
}

}
