#include "ui/theme/Token.h"

#include <array>

namespace tessera::ui {

namespace {

struct Row {
    Token token;
    QRgb light, dark;
};

// In the order of the enumeration (checked below). The ...Text rows differ from their plain colour where that one is
// below a contrast of 4.5 on the surfaces it is written on.
constexpr std::array rows{
    Row{Token::Window, 0xfff6f7f9, 0xff15181d},
    Row{Token::Panel, 0xffffffff, 0xff1b1f26},
    Row{Token::Raised, 0xffffffff, 0xff222731},
    Row{Token::Field, 0xfff6f7f9, 0xff15181d},
    Row{Token::Line, 0xffe2e5ea, 0xff2d333d},
    Row{Token::Hairline, 0xffeef0f3, 0xff252a33},
    Row{Token::Hover, 0xfff1f3f7, 0xff252b35},
    Row{Token::Pressed, 0xffe8ebf1, 0xff2d3440},
    Row{Token::Text, 0xff1b2430, 0xffe6e9ee},
    Row{Token::Dim, 0xff667085, 0xff9aa4b2},
    Row{Token::Faint, 0xff98a2b3, 0xff6b7685},
    Row{Token::Accent, 0xff3b6ef5, 0xff7aa2ff},
    Row{Token::AccentText, 0xff2a5be8, 0xff7aa2ff},
    Row{Token::AccentGround, 0xffeaf0ff, 0xff243356},
    Row{Token::AccentFill, 0xff386bf2, 0xff7aa2ff},
    Row{Token::AccentFillHover, 0xff2a5be0, 0xff93b4ff},
    Row{Token::OnAccent, 0xffffffff, 0xff15181d},
    Row{Token::Selection, 0xffcfdcff, 0xff34497d},
    Row{Token::Ok, 0xff1a8f5c, 0xff4cc38a},
    Row{Token::OkText, 0xff137a4d, 0xff4cc38a},
    Row{Token::OkGround, 0xffe5f6ee, 0xff16352a},
    Row{Token::Warn, 0xffb7791f, 0xffe5b567},
    Row{Token::WarnText, 0xff8f5b10, 0xffe5b567},
    Row{Token::WarnGround, 0xfffdf3dc, 0xff3a2f18},
    Row{Token::Bad, 0xffcf3d3d, 0xfff07178},
    Row{Token::BadText, 0xffc03434, 0xfff07178},
    Row{Token::BadGround, 0xfffdeaea, 0xff3d2024},
    Row{Token::Violet, 0xff7043d6, 0xffb69cff},
    Row{Token::JwtHeader, 0xffc2410c, 0xfff29e74},
    Row{Token::JwtPayload, 0xff1d4ed8, 0xff7aa2ff},
    Row{Token::JwtSignature, 0xff047857, 0xff4cc38a},
    Row{Token::JsonKey, 0xff8a3ffc, 0xffb69cff},
    Row{Token::JsonString, 0xff0b7a4b, 0xff7fd1a8},
    Row{Token::JsonNumber, 0xffb45309, 0xffe5b567},
    Row{Token::ScrollHandle, 0xffc7cdd8, 0xff3d4552},
};

constexpr bool isInOrder()
{
    for (size_t i = 0; i < rows.size(); ++i) {
        if (size_t(rows[i].token) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder() && rows.size() == size_t(Token::ScrollHandle) + 1);

}

QColor tokenColor(Token token, Scheme scheme)
{
    const Row &row = rows[size_t(token)];
    return QColor::fromRgb(scheme == Scheme::Light ? row.light : row.dark);
}

int tokenCount()
{
    return int(rows.size());
}

}
