#pragma once

#include "ui/widgets/WordPopup.h"

#include <QtCore/QObject>

#include <functional>

class QKeyEvent;
class QLineEdit;
class QPlainTextEdit;

namespace tessera::ui {

// Offers words while one types: names of variables, of headers, usual values. The arrow keys move in the list, Enter or Tab
// takes what is marked, Esc closes it, Ctrl+Space asks for it. Where nothing is marked the keys mean what they always mean.
class TypeAhead : public QObject {
    Q_OBJECT
public:
    using Word = WordPopup::Word;
    struct Offer {
        qsizetype replaced = 0; // characters before the cursor that a chosen word takes the place of
        QList<Word> words;
        QString closing; // comes behind the word where it does not stand there already
        bool isFirstMarked = false;
    };
    // What fits the text of the line before the cursor; `isAsked` by Ctrl+Space.
    using Source = std::function<Offer(const QString &before, bool isAsked)>;
    // How it reads and writes in a kind of editor.
    struct Access {
        std::function<QString()> before, after; // of the line, around the cursor
        std::function<QRect()> caret; // on the screen
        std::function<void(qsizetype back, qsizetype ahead, const QString &text)> replace;
    };

    TypeAhead(const Theme &theme, QWidget *editor, const Access &access);
    TypeAhead(const Theme &theme, QLineEdit *editor);
    TypeAhead(const Theme &theme, QPlainTextEdit *editor); // whoever knows what is typed calls follow()

    void setSource(const Source &source) { m_source = source; }
    void follow(); // the person has typed
    void ask();
    void close();
    [[nodiscard]] bool isOpen() const;
    // Whether the list took the key. For those who see it before the editor does.
    [[nodiscard]] bool takes(const QKeyEvent &key);

    // The words that begin with `typed` (in any case), then those that hold it; none where the only one is `typed` itself.
    [[nodiscard]] static QList<Word> matching(const QList<Word> &words, const QString &typed);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offer(bool isAsked);
    void choose(int row);
    [[nodiscard]] bool wants(const QKeyEvent &key) const;

    QWidget *m_editor;
    Access m_access;
    Source m_source;
    Offer m_offer;
    WordPopup *m_popup;
    bool m_isReplacing = false;
};

}
