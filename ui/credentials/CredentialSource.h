#pragma once

#include "app/auth/session/TokenSet.h"
#include "ui/credentials/CredentialItem.h"

#include <QtCore/QObject>

#include <optional>

namespace tessera::ui {

// Where panels, pickers and lists get credentials from. Items are asked for one at a time, when they come on the screen:
// ten thousand credentials are a normal number.
class CredentialSource : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] virtual QList<CredentialId> ids() const = 0; // in the order they are shown
    [[nodiscard]] virtual std::optional<CredentialItem> item(const CredentialId &id) const = 0;
    // What is in its tokens; asked for only where the person opened the details.
    [[nodiscard]] virtual TokenSet tokens(const CredentialId &id) const = 0;

Q_SIGNALS:
    void idsChanged();
    void itemChanged(const tessera::CredentialId &id);
};

}
