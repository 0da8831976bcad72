#pragma once

#include <QtCore/QString>

namespace tessera {
class ProfileCatalog;
struct AuthProfile;
}

namespace tessera::ui {

class ResponseView;
class Theme;

// The file of a profile, shown in its folder to a person who wants to correct it. One that comes with the program can't be
// changed: it is copied into the user's own profiles first, where it takes the bundled one's place, and only after a yes.
class ProfileFile {
public:
    struct Parts {
        const Theme &theme;
        ProfileCatalog &profiles;
        ResponseView &view; // where it was asked for, and where it is said what became of it
    };
    static void show(const Parts &parts, const QString &id);

private:
    static void offerCopy(const Parts &parts, const AuthProfile &profile);
    static void showInFolder(const Parts &parts, const QString &path);
};

}
