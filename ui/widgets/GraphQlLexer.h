#pragma once

#include "ui/widgets/Scintilla.h"

namespace tessera::ui {

// Colours and folds of GraphQL (October 2021, section 2.1).
class GraphQlLexer final : public QsciLexerCustom {
public:
    enum Style { Plain, Keyword, String, BlockString, Number, Variable, Directive, Comment, StyleCount };
    using QsciLexerCustom::QsciLexerCustom;

    [[nodiscard]] const char *language() const override { return "GraphQL"; }
    [[nodiscard]] QString description(int style) const override;
    void styleText(int start, int end) override;

private:
    void fold(int start, int end);
};

}
