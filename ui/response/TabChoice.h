#pragma once

#include <QtCore/QObject>
#include <QtCore/QSet>

class QTabBar;

namespace tessera::ui {

// Which of some tabs is looked at: what a person chose stays as long as it is there, else what is suggested.
class TabChoice : public QObject {
    Q_OBJECT
public:
    explicit TabChoice(QTabBar &tabs); // belongs to them

    void suggest(int index, const QSet<int> &hidden); // and which tabs are not there for now
    void insist(int index, const QSet<int> &hidden); // whatever was chosen, which counts again the next time

private:
    void show(int index, const QSet<int> &hidden);

    QTabBar &m_tabs;
    int m_chosen = -1; // none
    bool m_isOurs = false;
};

}
