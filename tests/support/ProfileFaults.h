#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera {

// One thing that is wrong in a copy of tests/data/profiles/everything.json, and what the reader says about it.
struct ProfileFault {
    const char *name;
    const char *operation; // of JSON Patch (RFC 6902)
    const char *path;
    const char *value; // JSON; not for "remove"
    const char *pointer; // named in the error
    const char *words; // in the error
    bool isInSchema = true; // false: a schema can't say it, only the reader refuses
};

[[nodiscard]] const QList<ProfileFault> &profileFaults();
[[nodiscard]] QByteArray patched(const QByteArray &json, const ProfileFault &fault);
[[nodiscard]] QByteArray profileFile(const QString &pathFromTop); // fails loudly where it is not there

}
