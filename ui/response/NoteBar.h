#pragma once

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace tessera {
struct RunResult;
}

namespace tessera::ui {

class Theme;

// Quiet lines about a request that took place: went without its identity, was sent twice, came in pieces. What stands there
// already is not said again. Hidden while there is nothing to say.
class NoteBar : public QWidget {
    Q_OBJECT
public:
    explicit NoteBar(const Theme &theme, QWidget *parent = nullptr);

    void clear();
    // What is to be said of a result and the attempt that is shown; `account` is who could be let go to another address.
    void setResult(const RunResult &result, int attempt, const QString &account);
    void addNote(const QString &sentence);
    void addWarning(const QString &sentence);
    // Whether it is said here why the credential stayed behind: not beside what explains it.
    void setWithheldShown(bool isShown);
    // A note with the one thing that can be done about it; the button says what it will do.
    void addOffer(const QString &sentence, const QString &button);

Q_SIGNALS:
    void offerTaken();

private:
    QWidget *addLine(const QString &sentence, bool isWarning, const QString &button);
    void showIfNeeded();

    const Theme &m_theme;
    QVBoxLayout *m_lines;
    QStringList m_said;
    QWidget *m_withheld = nullptr; // its line; null: nothing was withheld
    bool m_isWithheldShown = true;
};

}
