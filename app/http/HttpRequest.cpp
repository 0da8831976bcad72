#include "app/http/HttpRequest.h"

#include "app/http/UrlText.h"
#include "app/http/VisibleText.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HttpRequest", text);
}

}

Result<Done> HttpRequest::checkMethod(const QByteArray &method)
{
    if (method.isEmpty())
        return failure(ErrorKind::Input, tr("The request has no method."), tr("GET is the usual one for reading."));
    const auto bad = std::find_if_not(method.cbegin(), method.cend(), isTokenCharacter);
    if (bad != method.cend())
        return failure(ErrorKind::Input,
            tr("The method \"%1\" has a character that can't stand in one: %2.")
                .arg(VisibleText::of(method, 40), VisibleText::ofCharacter(*bad)),
            tr("A method is one word, like GET or POST."));
    return Done{};
}

Result<Done> HttpRequest::checkUrl(const QByteArray &url)
{
    const auto origin = Origin::of(url);
    if (!origin)
        return failure(origin.error());
    const auto bad = std::find_if(url.cbegin(), url.cend(), [](char c) { return uchar(c) <= 0x20 || c == 0x7f; });
    if (bad != url.cend())
        return failure(ErrorKind::Input,
            tr("The URL has a character that can't stand in one: %1, at place %2.")
                .arg(VisibleText::ofCharacter(*bad))
                .arg(bad - url.cbegin() + 1),
            tr("Remove it, or write it percent-encoded (a space is %20)."));
    if (UrlText::authority(url).contains('@'))
        return failure(ErrorKind::Input, tr("The URL holds a user name or a password in front of the host."),
            tr("Take it out and use a credential or an Authorization header: URLs are shown and kept in many places."));
    return Done{};
}

Result<Done> HttpRequest::check() const
{
    if (auto checked = checkMethod(method); !checked)
        return checked;
    if (auto checked = checkUrl(url); !checked)
        return checked;
    return headers.check();
}

}
