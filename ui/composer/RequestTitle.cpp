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
    QString path = UrlQuery::beforeOf(url.trimmed());
    path.remove(start);
    const auto parts = QStringView(path).split(u'/', Qt::SkipEmptyParts);
    const qsizetype host = parts.size() > 1 || path.startsWith("{{"_L1) ? 1 : 0; // or {{baseUrl}}
    QStringList last;
    for (const QStringView part : parts.mid(qMax(host, parts.size() - 2)))
        last += part.toString();
    return last.join(u'/');
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
