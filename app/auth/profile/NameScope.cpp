#include "app/auth/profile/NameScope.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileReader", text);
}

}

QString NameScope::declare(const QString &name, Kind kind)
{
    static const QRegularExpression pattern(u"^[A-Za-z][A-Za-z0-9_]{0,63}$"_s);
    if (!pattern.match(name).hasMatch())
        return tr("must be a name of at most 64 letters, digits and _ that begins with a letter, not \"%1\"").arg(name);
    if (name == "baseUrl"_L1 || name == "value"_L1 || name == "comment"_L1)
        return tr("must not be \"%1\", which means something else already").arg(name);
    if (isTaken(name))
        return tr("is there twice: \"%1\" is the name of another field or capture").arg(name);
    m_kinds.insert(name, kind);
    return {};
}

QStringList NameScope::usable() const
{
    QStringList names;
    for (auto entry = m_kinds.begin(); entry != m_kinds.end(); ++entry) {
        if (entry.value() != Kind::Later)
            names += entry.key();
    }
    return names;
}

}
