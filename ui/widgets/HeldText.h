#pragma once

#include <QtWidgets/QScrollArea>

class QPushButton;

namespace tessera::ui {

class ReadOnlyText;
class TextLabel;
class Theme;

// Stands in the place of an editor for a text that no editor lays out in good time, because of a very long line: says so,
// offers the ways out, and shows how it begins. Scrolls where it has little room.
class HeldText : public QScrollArea {
    Q_OBJECT
public:
    explicit HeldText(const Theme &theme, QWidget *parent = nullptr);

    void setText(const QString &text, bool canFormat, bool canGoBack);
    // A line that is longer than an editor takes without a pause.
    [[nodiscard]] static bool isNeededFor(const QString &text);

Q_SIGNALS:
    void formatRequested();
    void backRequested(); // to the text before
    void emptyRequested();

private:
    TextLabel *m_about;
    ReadOnlyText *m_start;
    QPushButton *m_format, *m_back;
};

}
