#pragma once

#include <QtWidgets/QWidget>

class QPlainTextEdit;

namespace tessera::bench {

// A window with the same kinds of widgets as ours, of Qt alone, that do nothing.
class BareWindow : public QWidget {
    Q_OBJECT
public:
    explicit BareWindow(QWidget *parent = nullptr);
    void setAnswer(const QString &text);

private:
    [[nodiscard]] QWidget *makeSide();
    [[nodiscard]] QWidget *makeWork();
    [[nodiscard]] QWidget *makeCards();

    QPlainTextEdit *m_answer;
};

}
