#pragma once

#include "app/token/AccessDiff.h"
#include "ui/widgets/Card.h"

class QGridLayout;

namespace tessera::ui {

class ElidedLabel;
class TextLabel;
class Theme;

// Why one token may and the other may not: the answer, and below it each reason beside the claim that it is read from.
class AccessBox : public Card {
    Q_OBJECT
public:
    explicit AccessBox(const Theme &theme, QWidget *parent = nullptr);

    void setMostReasons(int most); // the rest is counted: the claims are all shown elsewhere
    void tell(const AccessDiff &diff);
    void ask(const QString &text); // where there are no two tokens yet
    [[nodiscard]] QString answer() const;

private:
    struct Row {
        ElidedLabel *claims;
        TextLabel *text;
    };
    void addRow();
    void render();

    const Theme &m_theme;
    TextLabel *m_answer;
    QGridLayout *m_grid;
    QList<Row> m_rows;
    AccessDiff m_diff;
    int m_most = 6;
};

}
