#pragma once

#include "ui/widgets/Scintilla.h"

namespace tessera::ui {

// "Name: value" a line; those that begin with "//" are switched off.
class HeaderLexer final : public QsciLexerCustom {
public:
    enum Style { Value, Name, Off, StyleCount };
    using QsciLexerCustom::QsciLexerCustom;

    [[nodiscard]] const char *language() const override { return "Headers"; }
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;
};

}
