#pragma once

#include "app/base/Clock.h"
#include "app/http/HttpExchange.h"

#include <QtWidgets/QWidget>

class QScrollArea;
class QToolButton;

namespace tessera {
class Redactor;
}

namespace tessera::ui {

class HopCard;
class Theme;

// One request and its answer as they were on the wire, hop by hop. Secrets are masked until they are revealed, and again
// whenever this is left.
class ExchangeView : public QWidget {
    Q_OBJECT
public:
    ExchangeView(const Theme &theme, const Clock &clock, const Redactor &redactor, QWidget *parent = nullptr);
    void showTls(int hop); // scrolls to what is known of its encryption
    void setExchange(const HttpExchange &exchange);
    void setRevealed(bool isRevealed);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    const Theme &m_theme;
    const Clock &m_clock;
    const Redactor &m_redactor;
    QScrollArea *m_scroll;
    QToolButton *m_reveal;
    QList<HopCard *> m_cards;
};

}
