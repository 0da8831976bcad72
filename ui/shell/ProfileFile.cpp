#include "ui/shell/ProfileFile.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "ui/response/ResponseView.h"
#include "ui/widgets/Popover.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>

namespace tessera::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ProfileFile", text);
}

}

void ProfileFile::show(const Parts &parts, const QString &id)
{
    const AuthProfile *profile = parts.profiles.find(id);
    if (!profile)
        return parts.view.addWarning(tr("There is no profile %1 any more.").arg(id));
    if (parts.profiles.isBundled(*profile))
        offerCopy(parts, *profile);
    else
        showInFolder(parts, profile->source);
}

void ProfileFile::offerCopy(const Parts &parts, const AuthProfile &profile)
{
    QWidget *pressed = parts.view.focusWidget();
    Popover::open(parts.theme, pressed ? pressed : &parts.view, tr("This profile comes with Tessera"),
        tr("A copy of it among your own profiles takes its place, and can be corrected with any text editor: %1. Remove the copy, and the one of "
           "Tessera is back.")
            .arg(QDir::toNativeSeparators(parts.profiles.userFolder())),
        {{tr("Copy it and show the file"), [parts, id = profile.id] {
              const auto path = parts.profiles.copyForUser(id);
              if (path)
                  showInFolder(parts, *path);
              else
                  parts.view.addWarning((path.error().message + QLatin1Char(' ') + path.error().detail).trimmed());
          }}});
}

// Only a folder of ours is opened, whatever a profile says of itself.
void ProfileFile::showInFolder(const Parts &parts, const QString &path)
{
    const QFileInfo file(path);
    QDesktopServices::openUrl(QUrl::fromLocalFile(parts.profiles.userFolder()));
    parts.view.addNote(tr("The profile is %1 in %2. It is read again as soon as it is saved.")
                           .arg(file.fileName(), QDir::toNativeSeparators(parts.profiles.userFolder())));
}

}
