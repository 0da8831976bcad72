#pragma once

#include <QtGui/QColor>

namespace tessera::ui {

enum class Scheme { Light, Dark };

// What a colour is for. Everything on the screen is painted in one of these, so that a theme is one table.
enum class Token {
    Window, // the ground of the window
    Panel, // docks and editors
    Raised, // cards, buttons
    Field, // the ground of line edits
    Line, // borders
    Hairline, // between rows
    Hover, // ground of what the pointer is over
    Pressed,
    Text,
    Dim, // secondary text
    Faint, // hints; never for what must be read
    Accent, // rings, underlines, focus
    AccentText, // links and selected words
    AccentGround, // selected rows
    AccentFill, // the primary button
    AccentFillHover,
    OnAccent, // text on AccentFill
    Selection, // selected text in editors and fields
    Ok, // dots, marks, rings; the ...Text tokens are the readable ones
    OkText,
    OkGround,
    Warn,
    WarnText,
    WarnGround,
    Bad,
    BadText,
    BadGround,
    Violet, // PATCH
    JwtHeader,
    JwtPayload,
    JwtSignature,
    JsonKey,
    JsonString,
    JsonNumber,
    ScrollHandle,
};

[[nodiscard]] QColor tokenColor(Token token, Scheme scheme);
[[nodiscard]] int tokenCount();

}
