#pragma once

#include "app/base/Error.h"

#include <QtCore/QList>
#include <QtWidgets/QWidget>

class QLineEdit;
class QVBoxLayout;

namespace tessera::ui {

class Card;
class TextLabel;
class Theme;

// Which API? The profiles there are, how to add one's own, and the files that could not be used. One of them is marked: the
// arrow keys move the mark while the filter keeps the focus, Enter takes it.
class ProfilePage : public QWidget {
    Q_OBJECT
public:
    struct Entry {
        QString id, name, description;
        bool isOwn = false; // from the person's folder
        bool operator==(const Entry &) const = default;
    };
    explicit ProfilePage(const Theme &theme, QWidget *parent = nullptr);

    void setProfiles(const QList<Entry> &entries, const QList<Error> &problems, const QString &folder);
    // Those whose name, description or id hold every word. Pure.
    [[nodiscard]] static QList<Entry> matching(const QList<Entry> &entries, const QString &text);
    void focusFirst();

Q_SIGNALS:
    void chosen(const QString &id);
    void folderRequested();
    void marked(QWidget *card); // to be seen

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showMatching();
    void mark(int row, bool takesFocus = false);
    [[nodiscard]] bool moveMark(int key);

    const Theme &m_theme;
    QList<Entry> m_entries;
    QLineEdit *m_filter;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    QList<Card *> m_cards; // of the shown entries
    int m_marked = 0;
    TextLabel *m_none;
    TextLabel *m_own;
    QVBoxLayout *m_problems;
};

}
