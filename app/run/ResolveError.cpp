#include "app/run/ResolveError.h"

#include "app/template/Template.h"

#include <QtCore/QCoreApplication>

namespace tessera {

Resolved<QString> filledIn(const QString &text, const VariableScope &scope, const QString &field)
{
    const auto parsed = Template::parse(text);
    const auto value = parsed ? parsed->render([&](const QString &name) { return scope.value(name); })
                              : Result<QString>(failure(parsed.error()));
    if (value)
        return *value;
    ResolveError error{value.error(), field};
    if (parsed) // a name that nobody knows
        error.error.detail = QCoreApplication::translate("ResolveError", "Choose an identity that gives it one, sign in with one, or write the value itself.");
    return tl::make_unexpected(error);
}

}
