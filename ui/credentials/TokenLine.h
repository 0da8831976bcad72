#pragma once

#include "app/base/Secret.h"

#include <QtWidgets/QWidget>

class QToolButton;

namespace tessera::ui {

class ElidedLabel;
class ReadOnlyText;
class TextLabel;
class Theme;
class Ticker;

// One captured value by its name: masked until the eye is pressed, copied without being shown, which is said for a moment.
// Masked again when another value comes or the line is hidden.
class TokenLine : public QWidget {
    Q_OBJECT
public:
    TokenLine(const Theme &theme, Ticker &ticker, const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] const QString &label() const { return m_label; }
    // `showsBeginning`: its first characters give nothing away, if it is long. Those of a password do.
    void setValue(const Secret &value, bool isSecret, bool showsBeginning = true);
    [[nodiscard]] bool isRevealed() const { return m_isRevealed; }
    void setRevealed(bool isRevealed);

Q_SIGNALS:
    void copyRequested();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void render();
    void sayCopied();

    const Theme &m_theme;
    Ticker &m_ticker;
    QString m_label;
    Secret m_value;
    bool m_isSecret = true;
    bool m_showsBeginning = true;
    bool m_isRevealed = false;
    bool m_isCopiedSaid = false;
    TextLabel *m_name;
    ElidedLabel *m_short;
    ReadOnlyText *m_whole;
    QToolButton *m_eye;
    QToolButton *m_copy;
};

}
