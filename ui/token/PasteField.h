#pragma once

#include "ui/token/TextField.h"

namespace tessera::ui {

// Where a token is pasted, dropped or typed (then Enter takes it). Nothing of it stays here, not even to be undone.
class PasteField : public TextField {
    Q_OBJECT
public:
    explicit PasteField(const Theme &theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void given(const QString &text);
    void left(); // by Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void take(const QString &text);
};

}
