#pragma once

#include "ui/theme/Token.h"
#include "ui/widgets/TextLabel.h"

namespace tessera::ui {

// A word on a coloured ground: a state, a verdict.
class Badge : public TextLabel {
    Q_OBJECT
public:
    enum class Tone { Neutral, Accent, Good, Warning, Bad };
    Badge(const Theme &theme, Tone tone, const QString &text = {}, QWidget *parent = nullptr);

    void setTone(Tone tone);
    [[nodiscard]] Tone tone() const { return m_tone; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
};

[[nodiscard]] Token textToken(Badge::Tone tone);
[[nodiscard]] Token groundToken(Badge::Tone tone);

}
