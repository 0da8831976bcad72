#pragma once

#include "app/auth/profile/AuthProfile.h"

#include <QtCore/QMap>
#include <QtCore/QString>

namespace tessera::ui {

// A request of a profile as it will go, for the person who is about to send it. Built by what builds the real one, from
// values in which every secret was replaced before: nothing of one can be in it, in whatever encoding.
struct RequestPreview {
    QString method;
    QString url;
    QList<std::pair<QString, QString>> headers;
    QString body;

    // Values by name of field: what is typed, and nothing for a secret (which are those stands in `secrets`).
    [[nodiscard]] static Result<RequestPreview> of(const AuthProfile &profile, const RequestTemplate &request,
        const QString &baseUrl, const QMap<QString, QString> &values, const QStringList &secrets);

    [[nodiscard]] QString path() const; // without scheme, host and query: what stands in "Sends POST /api/login to ..."
    [[nodiscard]] QString host() const; // scheme and host
    [[nodiscard]] QString toText() const;

    static QString mask();
};

}
