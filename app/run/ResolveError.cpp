#include "app/run/ResolveError.h"

#include "app/template/Template.h"

namespace tessera {

Resolved<QString> filledIn(const QString &text, const VariableScope &scope, const QString &field)
{
    const auto parsed = Template::parse(text);
    const auto value = parsed ? parsed->render([&](const QString &name) { return scope.value(name); })
                              : Result<QString>(failure(parsed.error()));
    if (value)
        return *value;
    return tl::make_unexpected(ResolveError{value.error(), field});
}

}
