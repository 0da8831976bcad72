#pragma once

#include "ui/widgets/TextLabel.h"

namespace tessera::ui {

// One line that ends in "…" where there is no room; the whole text is its tool tip then. It gives way before its
// neighbours do. Where it has a brief form, that is shown before anything is cut off.
class ElidedLabel : public TextLabel {
    Q_OBJECT
public:
    using TextLabel::TextLabel;

    void setElideMode(Qt::TextElideMode mode);
    void setTexts(const QString &whole, const QString &brief);
    [[nodiscard]] QString shownText() const; // of the two, before it is cut off
    [[nodiscard]] bool isElided() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    Qt::TextElideMode m_mode = Qt::ElideRight;
    QString m_brief;
};

}
