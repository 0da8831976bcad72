#include "ui/login/RememberOffer.h"

#include "ui/login/FieldInput.h"

namespace tessera::ui {

RememberOffer::RememberOffer(const AuthProfile &profile, const Way &way)
    : m_refresh(profile.refresh.kind)
{
    if (way.gives != Way::Gives::Tokens || way.steps.isEmpty()) // what is typed is the credential itself, and kept as such
        return;
    const QStringList kept = profile.sessionFields();
    for (const Field &field : profile.fieldsOf(way)) {
        if (field.isSecret && field.isRemembered && !kept.contains(field.name))
            m_fields.append(field);
    }
    m_isNeeded = m_refresh == RefreshRule::Kind::SignIn && way.isRepeatable && isThere();
}

QString RememberOffer::label() const
{
    QStringList labels;
    for (const Field &field : m_fields)
        labels.append(FieldInput::insideSentence(field.label));
    return tr("Remember the %1").arg(FieldInput::list(labels));
}

QString RememberOffer::text(bool isKeychainDurable) const
{
    QString text;
    if (m_isNeeded) {
        text = tr("Needed to stay signed in: this API has no refresh token, so Tessera signs in again when the token ends. "
                  "Without it you are asked each time.");
    } else if (m_refresh == RefreshRule::Kind::Steps) {
        text = tr("Not needed to refresh this API.");
    } else {
        text = tr("Tokens of this API can't be refreshed; this saves typing at the next sign-in.");
    }
    return text + u' '
        + (isKeychainDurable ? tr("Tokens are kept in your keychain either way.")
                             : tr("The keychain can't be used now, so nothing is kept when Tessera is closed."));
}

}
