#include "app/diagnosis/Finding.h"

#include <QtCore/QStringList>

namespace tessera {

using namespace Qt::StringLiterals;

QString placeName(Evidence::Place place)
{
    static const QStringList names{u"request"_s, u"answer"_s, u"token"_s, u"clock"_s, u"session"_s, u"profile"_s};
    return names.at(qsizetype(place));
}

QStringList actionNames()
{
    static const QStringList names{u"refresh"_s, u"sign-in"_s, u"choose-identity"_s, u"switch-identity"_s, u"add-header"_s,
        u"remove-header"_s, u"edit-credential"_s, u"edit-profile"_s, u"bind-origin"_s, u"fix-request"_s, u"inspect-token"_s,
        u"set-clock"_s, u"retry"_s, u"ask-owner"_s};
    return names;
}

QString actionName(NextStep::Action action)
{
    return actionNames().at(qsizetype(action));
}

}
