#pragma once

#include "app/auth/profile/AuthProfile.h"
#include "app/workspace/RequestDocument.h"

namespace tessera::ui {

// Something that will go along with a request although nobody composed it: shown greyed under the composed rows, with where
// it comes from. Secrets are masked.
struct AddedRow {
    enum class Place { Header, Query, Cookie } place = Place::Header;
    QString name, value;
    QString origin; // "from admin, datarhei Core"
    bool isReplaced = false; // a composed header of that name takes its place

    // What a credential adds; `shown` gives the mask for secrets and nullopt for what has no value.
    [[nodiscard]] static QList<AddedRow> fromCredential(const QList<const Application *> &applications, const Template::Lookup &shown,
        const QString &origin, const QList<RequestDocument::Row> &headers);
    // What follows from the rest of the request: the type of its body, the host.
    [[nodiscard]] static QList<AddedRow> fromRequest(const RequestDocument &document);

    bool operator==(const AddedRow &) const = default;
};

}
