#include "app/auth/profile/RefusalCause.h"

namespace tessera {

using namespace Qt::StringLiterals;

QStringList causeNames()
{
    static const QStringList names{u"nothing-sent"_s, u"signed-out"_s, u"withheld"_s, u"withheld-on-redirect"_s, u"unencrypted"_s,
        u"written-by-hand"_s,
        u"api-key-missing"_s, u"api-key-wrong"_s, u"identity-missing"_s, u"missing-scheme"_s, u"unwanted-scheme"_s,
        u"wrong-scheme"_s, u"token-malformed"_s, u"token-unsigned"_s, u"wrong-token"_s, u"wrong-identity"_s, u"expired"_s,
        u"not-yet-valid"_s, u"clock-skew"_s, u"wrong-audience"_s, u"wrong-issuer"_s, u"missing-scope"_s, u"missing-role"_s,
        u"stronger-sign-in"_s, u"bound-token"_s, u"wrong-path"_s, u"replaced-elsewhere"_s, u"refresh-dead"_s,
        u"refresh-failing"_s, u"token-refused"_s, u"sign-in-refused"_s, u"consent-needed"_s, u"account-blocked"_s,
        u"no-sign-in-here"_s, u"blocked"_s, u"forgery-check"_s, u"unknown"_s};
    return names;
}

QString causeName(RefusalCause cause)
{
    return causeNames().at(qsizetype(cause));
}

QStringList certaintyNames()
{
    return {u"possible"_s, u"likely"_s, u"certain"_s};
}

QString certaintyName(Certainty certainty)
{
    return certaintyNames().at(qsizetype(certainty));
}

}
