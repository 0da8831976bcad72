#include "ui/composer/RequestRemarks.h"

#include "ui/composer/MethodPicker.h"
#include "ui/widgets/Quantity.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

namespace {

constexpr qsizetype longestUsual = 64 * 1024; // of the URLs that servers can be made to take; as they come it is 8 to 16 kB

QString tr(const char *text)
{
    return QCoreApplication::translate("RequestRemarks", text);
}

}

QStringList requestRemarks(const RequestDocument &document)
{
    QStringList remarks;
    if (const QString known = MethodPicker::knownAs(document.method); !known.isEmpty() && known != document.method)
        remarks += tr("Methods are case-sensitive: %1 is not %2, which is probably meant.").arg(document.method, known);
    if (document.url.size() > longestUsual)
        remarks += tr("This URL is %1 long. It is sent whole, but hardly any server takes one of more than 64 kB: expect 414 URI Too Long.")
                       .arg(Quantity::size(document.url.size()));
    return remarks;
}

}
