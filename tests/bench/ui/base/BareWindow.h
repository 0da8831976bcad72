#pragma once

#include <QtWidgets/QWidget>

class QPlainTextEdit;

namespace tessera::bench {

// A window with what ours shows at its first paint, part for part, of Qt's own widgets, that do nothing: as many rows, buttons,
// tabs and sentences, texts in three faces and several sizes. It has nothing behind it, no page that is not looked at, no icons
// and no theme.
class BareWindow : public QWidget {
    Q_OBJECT
public:
    explicit BareWindow(QWidget *parent = nullptr);
    void setAnswer(const QString &text);

private:
    [[nodiscard]] QWidget *makeSide();
    [[nodiscard]] QWidget *makeWork();
    [[nodiscard]] QWidget *makeRight();
    [[nodiscard]] QWidget *makeBottom();

    QPlainTextEdit *m_answer;
};

}
