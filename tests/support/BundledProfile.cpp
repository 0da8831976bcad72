#include "tests/support/BundledProfile.h"

#include "app/auth/profile/ProfileReader.h"
#include "app/json/DataFile.h"

namespace tessera {

AuthProfile bundledProfile(const QString &id)
{
    const QString path = QStringLiteral(":/resources/profiles/%1.json").arg(id);
    const auto profile = readProfile(bundledBytes(path), path);
    if (!profile)
        qFatal("%s", qPrintable(profile.error().message));
    return *profile;
}

}
