#pragma once

#include "app/http/BytePattern.h"

#include <QtWidgets/QWidget>

class QLineEdit;
class QToolButton;

namespace tessera::ui {

class ElidedLabel;
class TextLabel;
class Theme;

// Find in a body: what, whether case counts, whether it is a regular expression; how many, next and previous. Esc closes it.
class FindBar : public QWidget {
    Q_OBJECT
public:
    explicit FindBar(const Theme &theme, QWidget *parent = nullptr);

    void open(const QString &wanted); // takes the focus; an empty text keeps what was looked for
    [[nodiscard]] SearchQuery query() const;
    void setSummary(const QString &summary, bool isFruitless);
    void setFault(const QString &sentence); // why it can't be looked for, below the field; empty: all is well

Q_SIGNALS:
    void queryChanged();
    void nextRequested();
    void previousRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLineEdit *m_field;
    QToolButton *m_case, *m_regex;
    ElidedLabel *m_summary;
    TextLabel *m_fault;
};

}
