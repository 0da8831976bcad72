#include "app/auth/session/Credential.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <tuple>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Credential", text);
}

QString escaped(const QString &part)
{
    QString text = part;
    return text.replace(u'%', "%25"_L1).replace(u'/', "%2F"_L1);
}

}

QString CredentialId::toString() const
{
    return isEmpty() ? QString() : escaped(profile) + u'/' + escaped(environment) + u'/' + escaped(account);
}

Result<CredentialId> CredentialId::parse(const QString &text)
{
    const auto parts = text.split(u'/');
    if (parts.size() != 3 || parts.contains(QString()))
        return failure(ErrorKind::Input, tr("\"%1\" is not spelled profile/environment/account.").arg(text));
    const auto part = [&](int index) { return QUrl::fromPercentEncoding(parts.at(index).toUtf8()); };
    return CredentialId{part(0), part(1), part(2)};
}

Result<CredentialId> CredentialId::find(const QString &text, const QList<CredentialId> &among)
{
    QList<CredentialId> found;
    for (const CredentialId &id : among) {
        const QString spelled = id.toString();
        if (spelled == text)
            return id;
        if (spelled.endsWith(u'/' + text))
            found += id;
    }
    if (found.size() == 1)
        return found.first();
    if (found.isEmpty())
        return failure(
            ErrorKind::Input, tr("There is no credential \"%1\".").arg(text), tr("\"tessera status\" lists them all."));
    QStringList names;
    for (const CredentialId &id : found)
        names += id.toString();
    return failure(
        ErrorKind::Input, tr("\"%1\" may be any of %2.").arg(text, names.join(", "_L1)), tr("Write more of its name."));
}

bool CredentialId::operator<(const CredentialId &other) const
{
    return std::tie(profile, environment, account) < std::tie(other.profile, other.environment, other.account);
}

size_t qHash(const CredentialId &id, size_t seed)
{
    return qHashMulti(seed, id.profile, id.environment, id.account);
}

}
