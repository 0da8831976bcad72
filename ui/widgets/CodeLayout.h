#pragma once

#include "ui/theme/Token.h"
#include "ui/widgets/CodeDocument.h"

#include <QtGui/QFont>

#include <memory>

class QTextLayout;

namespace tessera::ui {

class Theme;

// Lays out rows of a CodeDocument, one line each, in their colours.
class CodeLayout {
public:
    explicit CodeLayout(const Theme &theme);

    void dress(); // the theme has changed
    [[nodiscard]] const QFont &font() const { return m_font; }
    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    [[nodiscard]] int characterWidth() const { return m_characterWidth; }
    [[nodiscard]] static Token tokenOf(CodeSpan::Kind kind);

    // The row as it is seen: what is hidden is made visible, one for one.
    [[nodiscard]] std::unique_ptr<QTextLayout> of(const CodeRow &row) const;
    // Of a long row as much as reaches so far to the right.
    [[nodiscard]] std::unique_ptr<QTextLayout> upTo(const CodeRow &row, int width) const;

private:
    const Theme &m_theme;
    QFont m_font;
    int m_rowHeight = 0, m_characterWidth = 0;
};

}
