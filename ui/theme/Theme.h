#pragma once

#include "ui/theme/Token.h"

#include <QtCore/QObject>
#include <QtGui/QFont>
#include <QtGui/QPalette>

class QApplication;

namespace tessera::ui {

class SystemScheme;

enum class SchemeChoice { System, Light, Dark };

enum class TextRole {
    Body, // 13 px at 100 %
    Strong, // Body, semi-bold
    Small, // 12 px: secondary lines
    Tiny, // 11 px: captions, axis marks
    TinyStrong,
    Heading, // 15 px semi-bold: dialogs, cards of the welcome page
    Title, // 22 px bold: one on a page
    Mono, // 12 px: what machines wrote
    MonoSmall, // 10 px: method names in lists, numbers in rings
    MonoStrong,
};

// The one place that says how the program looks: colours, fonts, measures. Built once and handed to widgets as a
// reference; they paint in its tokens and repaint when changed() comes.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    // Puts style, palette and font on the application and follows the desktop where the choice is System.
    void applyTo(QApplication &application);

    [[nodiscard]] SchemeChoice choice() const { return m_choice; }
    void setChoice(SchemeChoice choice);
    [[nodiscard]] Scheme scheme() const;
    [[nodiscard]] bool isDark() const { return scheme() == Scheme::Dark; }

    // The size of Body in pixels at 100 %, 11 to 20; everything else keeps its proportion to it.
    [[nodiscard]] int textSize() const { return m_textSize; }
    void setTextSize(int pixels);

    [[nodiscard]] QColor color(Token token) const { return tokenColor(token, scheme()); }
    [[nodiscard]] QColor credentialColor(int index) const;
    [[nodiscard]] QFont font(TextRole role) const;
    // A length of the design (in pixels at 100 % and text size 13) as it is now.
    [[nodiscard]] int px(double design) const;
    [[nodiscard]] QPalette palette() const;

Q_SIGNALS:
    void changed(); // colours or sizes; the application's palette and font are set before it comes

private:
    void refresh();

    SystemScheme *m_system;
    QApplication *m_application = nullptr;
    SchemeChoice m_choice = SchemeChoice::System;
    QString m_family, m_fixedFamily;
    int m_textSize = 13;
    bool m_wasDark = false;
};

}
