#pragma once

#include <QtWidgets/QWidget>

#include <memory>

class QTableView;

namespace tessera {
class BodyStore;
class Clock;
}

namespace tessera::ui {

class CodeView;
class EventModel;
class TextLabel;
class Theme;

// Server-sent events as they come: a list, and the data of the chosen one, laid out where it is JSON. Follows the end as long
// as the end is what is looked at.
class EventPane : public QWidget {
    Q_OBJECT
public:
    EventPane(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    void setBody(std::shared_ptr<const BodyStore> body, bool isLive);
    void advance();

private:
    void showData(int row);
    void measure();
    void tell();

    const Theme &m_theme;
    EventModel *m_model;
    QTableView *m_list;
    CodeView *m_data;
    TextLabel *m_foot;
    bool m_follows = true;
    std::shared_ptr<const BodyStore> m_body; // shared: with the exchange
};

}
