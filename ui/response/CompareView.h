#pragma once

#include "ui/response/AnswerShelf.h"
#include "ui/response/Comparison.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QTableView;
class QToolButton;

namespace tessera::ui {

class CompareModel;
class ComparePanes;
class ElidedLabel;
class SegmentedControl;
class Theme;

// Two answers of a tab, and how their bodies differ: as JSON with a list of what changed, or line by line. F8 or n goes to
// the next difference, F7 or p to the one before, Esc closes.
class CompareView : public QWidget {
    Q_OBJECT
public:
    CompareView(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);
    ~CompareView() override;

    // Compares the newest with an earlier one (from 1).
    void compare(const AnswerShelf &answers, int earlier);
    void clear();

Q_SIGNALS:
    void closed();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addParts();
    void begin();
    void take(const Result<std::shared_ptr<const Comparison>> &comparison);
    void goBy(int step);
    void goTo(qsizetype change);
    void tell(const QString &words, bool isTrouble);
    void measure();

    const Theme &m_theme;
    AnswerShelf m_answers;
    std::shared_ptr<const Comparison> m_comparison; // shared: with the list and the panes
    std::optional<Comparison::How> m_wish; // what was chosen last
    qsizetype m_change = -1; // that is shown
    std::stop_source m_stop;
    int m_turn = 0; // what an earlier choice gives comes too late
    SegmentedControl *m_how;
    QComboBox *m_earlier, *m_later;
    ElidedLabel *m_summary;
    QToolButton *m_previous, *m_next, *m_close;
    QTableView *m_table;
    CompareModel *m_model;
    ComparePanes *m_panes;
};

}
