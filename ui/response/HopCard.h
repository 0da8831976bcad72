#pragma once

#include "app/http/HttpExchange.h"

#include <QtWidgets/QWidget>

class QBoxLayout;

namespace tessera {
class Redactor;
}

namespace tessera::ui {

class PlainLines;
class Theme;

// One hop of an exchange: the request as it was sent, the answer's head, and where the time went.
class HopCard : public QWidget {
    Q_OBJECT
public:
    struct About {
        const HttpHop &hop;
        int number = 0; // from 1; 0: there is only one
        qint64 decodedSize = -1; // of the body; below zero: it was not kept (a redirect's)
        UtcTime now{};
    };
    HopCard(const Theme &theme, const Redactor &redactor, const About &about, QWidget *parent = nullptr);

    void setRevealed(bool isRevealed);
    [[nodiscard]] QWidget *connectionFacts() const { return m_connection; } // those of its encryption, if it has any

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showHeads();
    [[nodiscard]] QWidget *makeHeads();
    [[nodiscard]] QWidget *makeFacts(const About &about);

    const Theme &m_theme;
    const Redactor &m_redactor;
    HttpHop m_hop;
    PlainLines *m_request, *m_answer;
    QWidget *m_connection = nullptr;
    QBoxLayout *m_columns;
    bool m_isRevealed = false;
};

}
