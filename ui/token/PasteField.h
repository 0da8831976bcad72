#pragma once

#include "ui/token/TextField.h"

namespace tessera::ui {

// Where a token is pasted or dropped, which gives it at once, or typed, which tells of it letter by letter until Enter gives
// it. What one deletes meanwhile can be undone; once it is given, nothing of it stays here. Esc leaves the field and keeps
// what stands in it.
class PasteField : public TextField {
    Q_OBJECT
public:
    explicit PasteField(const Theme &theme, QWidget *parent = nullptr);

    void goOn(); // with what stands there: what is pasted next takes its place
    void forget();

Q_SIGNALS:
    void typed(const QString &text); // what stands there now, trimmed; may be empty
    void given(const QString &text);
    void left(); // by Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    void take(const QString &text);
};

}
