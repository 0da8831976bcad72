#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtWidgets/QFrame>

class QListWidget;

namespace tessera::ui {

class Theme;

// The list that opens under a cursor: words, each with a dim remark behind it. It never takes the focus.
class WordPopup : public QFrame {
    Q_OBJECT
public:
    struct Word {
        QString text;
        QString remark;
        bool operator==(const Word &) const = default;
    };
    WordPopup(const Theme &theme, QWidget *owner);

    // Below `caret` (on the screen), or above it where there is no room below. `current`: the row that is marked, or -1.
    void open(const QList<Word> &words, int current, const QRect &caret);
    [[nodiscard]] int current() const;
    void setCurrent(int row);
    [[nodiscard]] const QList<Word> &words() const { return m_words; }

Q_SIGNALS:
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QListWidget *m_list;
    QList<Word> m_words;
};

}
