#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;
class QToolButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// Find in a text: what, how many, next and previous. Esc closes it.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(const Theme &theme, QWidget *parent = nullptr);

    void open(const QString &wanted); // takes the focus; an empty text keeps what was looked for
    [[nodiscard]] QString wanted() const;
    void setSummary(const QString &summary, bool isFound);

Q_SIGNALS:
    void wantedChanged(const QString &wanted);
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_field;
    TextLabel *m_summary;
};

}
