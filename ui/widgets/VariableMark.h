#pragma once

#include "app/template/VariableScope.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace tessera::ui {

// One {{variable}} in a text that is being typed, and what it means before anything is sent.
struct VariableMark {
    enum class Kind {
        Known,
        Unknown, // no value: sending would be refused
        Broken, // not closed, no name, or a filter that does not exist
    } kind
        = Kind::Known;
    qsizetype start = 0, length = 0;
    QString name;
    QString explanation; // plain text: value and where it comes from, or what is wrong

    [[nodiscard]] static QList<VariableMark> in(const QString &text, const VariableScope &scope);
    bool operator==(const VariableMark &) const = default;
};

}
