#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/http/HttpRequest.h"

namespace tessera::RequestBuilder {

// What a profile's request template needs to become a request.
struct Context {
    const AuthProfile &profile;
    QString baseUrl;
    QMap<QString, QString> choices;
    Template::Lookup lookup; // fields and captures
};

// With `always`, and with the credential where the template says that it is signed in. Marked as secret throughout: token
// calls never follow a redirect anyhow. Errors: Input (a name without a value, a URL or header that can't be sent).
[[nodiscard]] Result<HttpRequest> build(const RequestTemplate &request, const Context &context);

// The URL alone: where a step would go.
[[nodiscard]] Result<QByteArray> url(const RequestTemplate &request, const Context &context);

// What a signed-in request carries: `apply` and the options of the choices that the user made, or the first ones.
// They stay the profile's.
[[nodiscard]] QList<const Application *> signedIn(const AuthProfile &profile, const QMap<QString, QString> &choices);

// What is wrong with what was typed into a field, by the way in which requests carry it then: a sentence; empty where nothing is.
[[nodiscard]] QString complaint(
    const AuthProfile &profile, const QMap<QString, QString> &choices, const QString &field, const QString &value);

}
