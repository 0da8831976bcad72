#include "ui/composer/RequestTitle.h"

#include "app/workspace/UrlQuery.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longest = 60;

QString fromUrl(const QString &url)
{
    static const QRegularExpression start(uR"(^([A-Za-z][A-Za-z0-9+.-]*://)?([^/]*@)?)"_s); // scheme and user: nobody's title
    QString path = UrlQuery(url.trimmed()).before;
    path.remove(start);
    QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (parts.size() > 1 || path.startsWith("{{"_L1))
        parts.removeFirst(); // host, or {{baseUrl}}
    return parts.mid(qMax(qsizetype(0), parts.size() - 2)).join(u'/');
}

}

QString requestTitle(const RequestDocument &document)
{
    QString title = document.name.simplified();
    if (title.isEmpty())
        title = fromUrl(document.url).simplified();
    if (title.isEmpty())
        title = QCoreApplication::translate("RequestTitle", "New request");
    return title.size() > longest ? title.left(longest - 1) + u'…' : title;
}

}
