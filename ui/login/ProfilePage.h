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

// Which API? The profiles there are, how to add one's own, and the files that could not be used.
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

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showMatching();

    const Theme &m_theme;
    QList<Entry> m_entries;
    QLineEdit *m_filter;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    TextLabel *m_none;
    TextLabel *m_own;
    QVBoxLayout *m_problems;
};

}
