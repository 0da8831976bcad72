#include "app/run/LeftTokens.h"

#include "app/auth/profile/AuthProfile.h"
#include "app/base/Redactor.h"
#include "app/http/UrlText.h"
#include "app/run/TokenPlaces.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using Place = Applier::Addition::Place;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("LeftTokens", text);
}

bool isCalled(const QList<Applier::Addition> &among, Place place, const QString &name)
{
    return std::any_of(among.begin(), among.end(), [&](const Applier::Addition &each) {
        return each.place == place && each.name.compare(name, place == Place::Header ? Qt::CaseInsensitive : Qt::CaseSensitive) == 0;
    });
}

}

QStringList leftTokens(const AuthorisedRequest &broken, const TokenPlaces &places, const TokenSet &tokens, const AuthProfile *profile, const Secret &changed)
{
    Redactor finder; // of this credential alone
    for (auto capture = tokens.captures.begin(); capture != tokens.captures.end(); ++capture)
        if (!profile || profile->isSecret(capture.key()))
            finder.addSecret(capture.value());
    const auto holdsToken = [&](QByteArray text) {
        if (!changed.isEmpty())
            text.replace(changed.revealUtf8(), "-");
        return !finder.secretsInText(text).isEmpty();
    };
    const auto isByHand = [&](Place place, const QString &name) {
        return !isCalled(broken.additions, place, name) && !isCalled(places.places(), place, name);
    };
    QStringList left;
    for (const HttpHeader &header : broken.request.headers) {
        const QString name = QString::fromUtf8(header.name);
        bool isSecret = isByHand(Place::Header, name) && finder.isSecretName(name);
        if (name.compare("Cookie"_L1, Qt::CaseInsensitive) == 0) {
            const QList<QByteArray> pairs = header.value.split(';');
            isSecret = std::any_of(pairs.begin(), pairs.end(),
                [&](const QByteArray &pair) { return isByHand(Place::Cookie, QString::fromUtf8(pair.left(pair.indexOf('=')).trimmed())); });
        }
        if (isSecret || holdsToken(header.value))
            left += name;
    }
    const auto items = UrlText::queryItems(broken.request.url);
    for (const UrlText::QueryItem &item : items) {
        const QString name = QString::fromUtf8(item.name);
        if ((isByHand(Place::Query, name) && finder.isSecretName(name)) || holdsToken(item.value))
            left += name;
    }
    if (holdsToken(UrlText::split(broken.request.url).path))
        left += tr("the address");
    if (holdsToken(broken.request.body.bytes()))
        left += tr("the body");
    left.removeDuplicates();
    return left;
}

}
