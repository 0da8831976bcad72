#pragma once

#include "app/token/TokenOddity.h"

#include <QtWidgets/QWidget>

class QLabel;
class QVBoxLayout;

namespace tessera::ui {

class TextLabel;
class Theme;

// What is unusual about a token, and remarks on it: a sentence each, with the sign of its gravity.
class OddityList : public QWidget {
    Q_OBJECT
public:
    static constexpr int most = 40;

    explicit OddityList(const Theme &theme, QWidget *parent = nullptr);

    void setOddities(const QList<TokenOddity> &oddities, const QStringList &remarks = {});
    [[nodiscard]] QStringList sentences() const;

private:
    struct Line {
        TokenOddity::Severity severity = TokenOddity::Severity::Note;
        QString text;
        bool operator==(const Line &) const = default;
    };
    struct Row {
        QWidget *widget;
        QLabel *sign;
        TextLabel *text;
    };
    void addRow();
    void dress(const Row &row, const Line &line) const;
    void applyTheme();

    const Theme &m_theme;
    QVBoxLayout *m_column;
    QList<Line> m_lines;
    QList<Row> m_rows; // as many as were ever needed
};

}
