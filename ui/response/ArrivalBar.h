#pragma once

#include "app/base/Clock.h"

#include <QtWidgets/QWidget>

class QProgressBar;

namespace tessera::ui {

class TextLabel;
class Theme;
class Ticker;

// While a body is on its way and its beginning is shown already: how much has come, how fast, and a way out.
class ArrivalBar : public QWidget {
    Q_OBJECT
public:
    ArrivalBar(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);

    void start();
    void setProgress(qint64 received, qint64 expected); // expected is -1 where unknown

Q_SIGNALS:
    void cancelRequested();

private:
    Ticker &m_ticker;
    QProgressBar *m_bar;
    TextLabel *m_amount;
    BootTime m_since{};
};

}
