#pragma once

#include <QtWidgets/QWidget>

namespace tessera {
struct HttpExchange;
}

namespace tessera::ui {

class Badge;
class LockButton;
class StatusBadge;
class TextLabel;
class Theme;

// An answer in four words and a sign: how it was protected, whether it is incomplete, its status, its time and its size. In
// little room the status keeps its number, then the size goes, then the time.
class AnswerFigures : public QWidget {
    Q_OBJECT
public:
    explicit AnswerFigures(const Theme &theme, QWidget *parent = nullptr);

    void clear(); // there is no answer
    void setArriving(const HttpExchange &exchange); // its status; the rest is not known yet
    void setExchange(const HttpExchange &exchange);
    [[nodiscard]] int wholeWidth() const; // pixels that all of it takes
    [[nodiscard]] int briefWidth() const; // the same with the status as its number
    void fitTo(int room);

Q_SIGNALS:
    void connectionRequested(int hop); // to be looked at

private:
    void showStatus(const HttpExchange &exchange);

    LockButton *m_lock;
    Badge *m_incomplete;
    StatusBadge *m_status;
    TextLabel *m_time, *m_size;
    bool m_hasTime = false, m_hasSize = false; // to be shown where there is room
    bool m_isBrief = false;
};

}
