#pragma once

#include <QtWidgets/QWidget>

class QsciScintilla;

namespace tessera::ui {

class Theme;

// The editor for request bodies: line numbers, folding, brackets, colours of JSON. It keeps the keys that an editor needs
// and leaves the program's own shortcuts alone.
class BodyEditor : public QWidget {
    Q_OBJECT
public:
    enum class Language { Json, Text };
    explicit BodyEditor(const Theme &theme, QWidget *parent = nullptr);

    void setLanguage(Language language);
    [[nodiscard]] QString text() const;
    void setText(const QString &text); // the same text changes nothing, the cursor stays
    void setReadOnly(bool isReadOnly);
    void goTo(int line, int column); // from 1; shows the place and takes the focus
    void insert(const QString &text); // at the cursor, as one step that can be undone

Q_SIGNALS:
    void textChanged();

private:
    void paintInTheme();
    void setKeys();

    const Theme &m_theme;
    QsciScintilla *m_editor;
    Language m_language = Language::Text;
};

}
