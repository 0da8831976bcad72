#include "ui/theme/Theme.h"

#include "ui/theme/CredentialColors.h"
#include "ui/theme/SystemScheme.h"
#include "ui/theme/style/Style.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int designTextSize = 13;

struct FontRow {
    double size;
    QFont::Weight weight;
    bool isFixed;
};

FontRow fontRow(TextRole role)
{
    switch (role) {
    case TextRole::Body:
        return {13, QFont::Normal, false};
    case TextRole::Strong:
        return {13, QFont::DemiBold, false};
    case TextRole::Small:
        return {12, QFont::Normal, false};
    case TextRole::Tiny:
        return {11, QFont::Normal, false};
    case TextRole::TinyStrong:
        return {11, QFont::DemiBold, false};
    case TextRole::Heading:
        return {15, QFont::DemiBold, false};
    case TextRole::Title:
        return {22, QFont::Bold, false};
    case TextRole::Mono:
        return {12, QFont::Normal, true};
    case TextRole::MonoSmall:
        return {10, QFont::Normal, true};
    case TextRole::MonoStrong:
        return {12, QFont::DemiBold, true};
    }
    Q_UNREACHABLE();
}

// A desktop that says nothing about fonts leaves Qt's own generic name, behind which any font may stand.
bool isGeneric(const QString &family)
{
    static const QStringList names{u"Sans Serif"_s, u"Sans"_s, u"sans-serif"_s, u"Helvetica"_s, u"System"_s, QString()};
    return names.contains(family, Qt::CaseInsensitive);
}

}

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_system(new SystemScheme(this))
    , m_family(QGuiApplication::font().family())
    , m_fixedFamily(QFontDatabase::systemFont(QFontDatabase::FixedFont).family())
{
    connect(m_system, &SystemScheme::changed, this, &Theme::refresh);
}

Theme::~Theme() = default;

void Theme::applyTo(QApplication &application)
{
    m_application = &application;
    application.setStyle(new Style(*this));
    application.setCursorFlashTime(0); // a blinking cursor wakes an idle program several times a second
    m_wasDark = isDark();
    application.setPalette(palette());
    application.setFont(font(TextRole::Body));
    m_system->follow();
}

void Theme::setChoice(SchemeChoice choice)
{
    m_choice = choice;
    refresh();
}

void Theme::setTextSize(int pixels)
{
    const int size = std::clamp(pixels, 11, 20);
    if (size == m_textSize)
        return;
    m_textSize = size;
    if (m_application)
        m_application->setFont(font(TextRole::Body));
    Q_EMIT changed();
}

void Theme::refresh()
{
    if (isDark() == m_wasDark)
        return;
    m_wasDark = isDark();
    if (m_application)
        m_application->setPalette(palette());
    Q_EMIT changed();
}

Scheme Theme::scheme() const
{
    switch (m_choice) {
    case SchemeChoice::Light:
        return Scheme::Light;
    case SchemeChoice::Dark:
        return Scheme::Dark;
    case SchemeChoice::System:
        break;
    }
    return m_system->scheme();
}

QColor Theme::credentialColor(int index) const
{
    return ui::credentialColor(index, scheme());
}

int Theme::px(double design) const
{
    return int(std::lround(design * m_textSize / designTextSize));
}

QFont Theme::font(TextRole role) const
{
    const FontRow row = fontRow(role);
    QFont font;
    if (row.isFixed) {
        font.setFamilies({u"JetBrains Mono"_s, m_fixedFamily});
        font.setStyleHint(QFont::Monospace);
        font.setFixedPitch(true);
        font.setStyleStrategy(QFont::PreferNoShaping); // "!=" and "<!--" as they are, no ligatures for them; scripts that need shaping keep it
    } else {
        font.setFamilies(isGeneric(m_family) ? QStringList{u"Inter"_s, m_family} : QStringList{m_family});
        font.setStyleHint(QFont::SansSerif);
    }
    font.setPixelSize(px(row.size));
    font.setWeight(row.weight);
    return font;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [this, &palette](QPalette::ColorRole role, Token token, Token disabled) {
        palette.setColor(role, color(token));
        palette.setColor(QPalette::Disabled, role, color(disabled));
    };
    // Window, Base and Button are the three surfaces: a widget chooses by its background role.
    set(QPalette::Window, Token::Window, Token::Window);
    set(QPalette::Base, Token::Panel, Token::Panel);
    set(QPalette::Button, Token::Raised, Token::Raised);
    set(QPalette::AlternateBase, Token::Field, Token::Field);
    set(QPalette::WindowText, Token::Text, Token::Faint);
    set(QPalette::Text, Token::Text, Token::Faint);
    set(QPalette::ButtonText, Token::Text, Token::Faint);
    set(QPalette::PlaceholderText, Token::Faint, Token::Faint);
    set(QPalette::BrightText, Token::OnAccent, Token::OnAccent);
    set(QPalette::Highlight, Token::Selection, Token::Selection);
    set(QPalette::HighlightedText, Token::Text, Token::Faint);
    set(QPalette::ToolTipBase, Token::Raised, Token::Raised);
    set(QPalette::ToolTipText, Token::Text, Token::Text);
    set(QPalette::Link, Token::AccentText, Token::Faint);
    set(QPalette::LinkVisited, Token::AccentText, Token::Faint);
    set(QPalette::Light, Token::Raised, Token::Raised);
    set(QPalette::Midlight, Token::Hairline, Token::Hairline);
    set(QPalette::Mid, Token::Line, Token::Line);
    set(QPalette::Dark, Token::Line, Token::Line);
    set(QPalette::Shadow, Token::Line, Token::Line);
    return palette;
}

}
