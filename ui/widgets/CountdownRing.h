#pragma once

#include "ui/theme/Token.h"
#include "ui/widgets/Countdown.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

class Theme;
class Ticker;

// What is left of a token's life: a ring in the credential's colour, and in it the largest unit. It moves only while it
// is visible and repaints only when it would look different.
class CountdownRing : public QWidget {
    Q_OBJECT
public:
    enum class Tone { Own, Warning, Failure }; // the credential's colour, or amber, or red
    CountdownRing(const Theme &theme, Ticker &ticker, QWidget *parent = nullptr);

    void setCountdown(const Countdown &countdown);
    void setCredentialColor(int index);
    void setTone(Tone tone);
    void setDiameter(double design); // in pixels at 100 %; 34 by default
    void setTextShown(bool isShown); // without: for places where the time stands beside it

    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    Milliseconds tick();
    [[nodiscard]] QColor ink() const;

    const Theme &m_theme;
    Ticker &m_ticker;
    Countdown m_countdown;
    int m_color = 0;
    Tone m_tone = Tone::Own;
    double m_diameter = 34;
    bool m_isTextShown = true;
    QString m_text;
    int m_step = 0; // of the ring, 0 to steps()
};

}
