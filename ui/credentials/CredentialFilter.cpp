#include "ui/credentials/CredentialFilter.h"

#include "ui/credentials/CredentialSource.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

QList<CredentialId> matchingCredentials(const QList<CredentialId> &ids, const QString &text, const QHash<QString, QString> &names)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return ids;
    QList<CredentialId> found;
    for (const CredentialId &id : ids) {
        const bool holdsAll = std::all_of(words.begin(), words.end(), [&](const QString &word) {
            return id.account.contains(word, Qt::CaseInsensitive) || id.profile.contains(word, Qt::CaseInsensitive)
                || id.environment.contains(word, Qt::CaseInsensitive) || names.value(id.profile).contains(word, Qt::CaseInsensitive);
        });
        if (holdsAll)
            found.append(id);
    }
    return found;
}

QList<CredentialId> matchingCredentials(const CredentialSource &source, const QString &text)
{
    const QList<CredentialId> ids = source.ids();
    QHash<QString, QString> names;
    for (const CredentialId &id : ids) {
        if (names.contains(id.profile) || text.isEmpty())
            continue;
        const auto item = source.item(id); // of one account for each API
        names.insert(id.profile, item ? item->status.profileName : QString());
    }
    return matchingCredentials(ids, text, names);
}

}
