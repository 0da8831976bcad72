#pragma once

#include "ui/widgets/TextSearch.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <optional>

class QBoxLayout;
class QKeyEvent;
class QsciScintilla;

namespace tessera::ui {

class BodyEditor;
class EditorFindBar;
class Theme;

// Find and replace in one editor: Ctrl+F, Ctrl+H, F3. All hits are counted, those on the screen are marked, the one that is
// gone to is selected. The bar is made when it is first asked for.
class EditorFind : public QObject {
    Q_OBJECT
public:
    // The bar goes to the top of `place`.
    EditorFind(const Theme &theme, BodyEditor &owner, QsciScintilla &editor, QBoxLayout &place);

    [[nodiscard]] static bool isWanted(const QKeyEvent &key); // here, whatever the window has for it
    void take(const QKeyEvent &key);

private:
    using Hit = TextSearch::Hit;
    void open(bool withReplace);
    void close();
    void search();
    void show(const TextSearch::Found &found);
    void goOn(bool isForward);
    void select(const Hit &hit);
    void replace();
    void replaceAll();
    void mark();
    void tell();
    void dress();
    [[nodiscard]] qsizetype firstFrom(long byte) const; // hits that begin there or behind
    [[nodiscard]] qsizetype chosen() const; // the hit that is selected; -1: none
    [[nodiscard]] QString summary() const;
    long send(unsigned int message, unsigned long first = 0, long second = 0) const;

    const Theme &m_theme;
    BodyEditor &m_owner;
    QsciScintilla &m_editor;
    QBoxLayout &m_place;
    EditorFindBar *m_bar = nullptr;
    TextSearch::Found m_found;
    QString m_outcome; // of what was replaced
    int m_replaced = 0; // one by one, since this was looked for
    QTimer m_timer;
    quint64 m_turn = 0; // what an earlier search finds comes too late
    std::optional<long> m_from; // where the person began: the first hit from there is gone to when it is known
};

}
