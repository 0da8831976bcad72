#pragma once

#include "app/template/VariableScope.h"
#include "ui/composer/AddedRow.h"

#include <QtCore/QObject>

namespace tessera::ui {

// What a composer wants to know about the identity that a request is sent as, before it is sent.
class RequestContext : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    struct Going {
        QList<AddedRow> added;
        QString note; // why the identity will not go along, in a sentence; empty where it will
    };
    [[nodiscard]] virtual VariableScope variables(const CredentialId &id) const = 0;
    [[nodiscard]] virtual Going going(const RequestDocument &document) const = 0;

Q_SIGNALS:
    void changed(const tessera::CredentialId &id); // any answer about it may be another one
};

}
