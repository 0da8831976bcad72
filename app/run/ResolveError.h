#pragma once

#include "app/base/Error.h"
#include "app/template/VariableScope.h"

#include <tl/expected.hpp>

#include <QtCore/QString>

namespace tessera {

// Why a composed request can't be sent, and where that stands.
struct ResolveError {
    Error error; // Input
    // "method", "url", "path:NAME", "query:NAME", "header:NAME", "body", "form:N", "part:N" (N counts every row from 0),
    // "graphqlQuery", "graphqlVariables", "setting:NAME" (connect, firstByte, idle, total, maxRedirects, proxy, caFile,
    // clientCertificate)
    QString field;
};
template <typename T> using Resolved = tl::expected<T, ResolveError>;

// Text with its {{variables}} filled in. `field` is where it stands.
[[nodiscard]] Resolved<QString> filledIn(const QString &text, const VariableScope &scope, const QString &field);

[[nodiscard]] inline auto unresolved(const QString &field, const QString &message, const QString &detail = {})
{
    return tl::make_unexpected(ResolveError{{ErrorKind::Input, message, detail}, field});
}

}
