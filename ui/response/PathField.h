#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QLineEdit>

namespace tessera::ui {

class Theme;

// Where a JSONPath is written. Down offers those that were used last, Esc empties it.
class PathField : public QLineEdit {
    Q_OBJECT
public:
    static constexpr int mostKept = 12;

    explicit PathField(const Theme &theme, QWidget *parent = nullptr);
    void setFault(const QString &sentence); // what is wrong with it; empty: nothing
    [[nodiscard]] const QStringList &history() const { return m_history; } // the last one first

Q_SIGNALS:
    void left(); // by Esc: whoever had the focus before may have it again

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void remember();
    void showHistory();

    bool m_isFaulty = false;
    QStringList m_history;
};

}
