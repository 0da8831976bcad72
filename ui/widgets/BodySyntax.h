#pragma once

#include "app/base/Result.h"
#include "ui/widgets/VariableMark.h"

#include <QtCore/QString>

#include <optional>

namespace tessera::ui {

// What a text in the editor is written in.
enum class BodyLanguage { Text, Json, Xml, GraphQl, Headers };

// Texts that are being composed: they may hold {{variables}} anywhere a value, a name or a part of one may stand.
namespace BodySyntax {

struct Fault {
    qsizetype at = 0; // characters from the start
    int line = 1, column = 1; // as an editor counts, from 1
    QString message; // a sentence without the place

    [[nodiscard]] QString sentence() const; // with it
    bool operator==(const Fault &) const = default;
};

// Where the text stops being what it should be. Nullopt: nowhere, or the language knows no faults. An empty text has none.
[[nodiscard]] std::optional<Fault> faultIn(const QString &text, BodyLanguage language);

// Its variables, but for those of header lines that are switched off: they are not sent, so they need no value.
[[nodiscard]] QList<VariableMark> variablesIn(const QString &text, BodyLanguage language, const VariableScope &scope);

[[nodiscard]] bool canFormat(BodyLanguage language);
[[nodiscard]] bool canMinify(BodyLanguage language);
// Only white space between tokens changes: no number, name, text or variable does. Errors: the first fault.
[[nodiscard]] tl::expected<QString, Fault> indented(const QString &text, BodyLanguage language);
[[nodiscard]] tl::expected<QString, Fault> compact(const QString &text, BodyLanguage language);

}

}
