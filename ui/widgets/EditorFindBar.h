#pragma once

#include "ui/widgets/TextSearch.h"

#include <QtWidgets/QWidget>

class QLineEdit;
class QToolButton;

namespace tessera::ui {

class ElidedLabel;
class Theme;

// Find and replace above an editor: what, whether case counts, whether it is a regular expression, how many, next and
// previous; and a second row for what takes its place. Esc closes it.
class EditorFindBar : public QWidget {
    Q_OBJECT
public:
    explicit EditorFindBar(const Theme &theme, QWidget *parent = nullptr);

    // Takes the focus. An empty text keeps what was looked for.
    void open(const QString &wanted, bool withReplace);
    [[nodiscard]] TextSearch::Query query() const;
    [[nodiscard]] QString replacement() const;
    void setSummary(const QString &summary, bool isFruitless, bool canReplace);

Q_SIGNALS:
    void queryChanged();
    void nextRequested();
    void previousRequested();
    void replaceRequested();
    void replaceAllRequested();
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool takeKey(const QKeyEvent &key, bool isReal);

    QLineEdit *m_field, *m_replacement;
    QToolButton *m_case, *m_regex;
    ElidedLabel *m_summary;
    QWidget *m_replaceRow;
    QList<QWidget *> m_replacers;
};

}
