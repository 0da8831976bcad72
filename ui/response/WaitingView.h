#pragma once

#include "app/base/Clock.h"

#include <QtWidgets/QWidget>

class QProgressBar;

namespace tessera::ui {

class TextLabel;
class Theme;
class Ticker;

// While a request is under way: what is being waited for, since when, how much has gone or come, and a way out.
class WaitingView : public QWidget {
    Q_OBJECT
public:
    WaitingView(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);

    void start(BootTime since);
    void setPhase(const QString &phase);
    void setUpload(qint64 sent, qint64 total); // before anything comes back
    void setProgress(qint64 received, qint64 expected); // expected is -1 where unknown

    // "12.3 kB of 1.2 MB, 3.1 MB/s"
    [[nodiscard]] static QString progressText(qint64 received, qint64 expected, Milliseconds since);

Q_SIGNALS:
    void cancelRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    [[nodiscard]] Milliseconds tick();

    Ticker &m_ticker;
    TextLabel *m_phase;
    TextLabel *m_elapsed;
    TextLabel *m_amount;
    QProgressBar *m_bar;
    BootTime m_since{};
    std::optional<BootTime> m_firstSent, m_firstByte;
    qint64 m_received = 0, m_expected = -1;
};

}
