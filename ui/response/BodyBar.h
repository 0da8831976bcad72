#pragma once

#include "ui/response/BodyForm.h"

#include <QtWidgets/QWidget>

class QGridLayout;
class QHBoxLayout;
class QToolButton;

namespace tessera::ui {

class ElidedLabel;
class PathField;
class SegmentedControl;
class TextLabel;
class Theme;

// Above a body: its forms, a word about it, the field of its JSONPath, and what can be done with it. In little room the buttons
// are their icons and the word is brief; in less, the field and the buttons have a line of their own. The words about a body
// never take from the field, nor from what stands beside the whole: they change while a path is written.
class BodyBar : public QWidget {
    Q_OBJECT
public:
    explicit BodyBar(const Theme &theme, QWidget *parent = nullptr);

    void setForms(const QList<BodyForm> &forms);
    void setForm(BodyForm form); // says nothing
    void setAbout(const QString &words, const QString &brief); // `brief` where there is no room
    void setFilterShown(bool isShown);
    void setFilterFault(const QString &sentence); // below the field; empty: all is well
    [[nodiscard]] PathField &filter() const { return *m_filter; }
    void setEarlier(const QStringList &answers); // that this one can be compared with, the newest first
    void setEnabledActions(bool canFind, bool canCopy, bool canSave);
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void formChosen(tessera::ui::BodyForm form);
    void compareRequested(int earlier);
    void findRequested();
    void copyRequested();
    void saveRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();
    void setLines(int count);
    [[nodiscard]] QList<QToolButton *> actions() const;

    const Theme &m_theme;
    QList<BodyForm> m_forms;
    SegmentedControl *m_switch;
    ElidedLabel *m_about;
    PathField *m_filter;
    TextLabel *m_filterFault;
    QToolButton *m_find, *m_compare, *m_copy, *m_save;
    QGridLayout *m_grid;
    QHBoxLayout *m_below; // empty where all stands in one line
};

}
