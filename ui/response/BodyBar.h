#pragma once

#include "ui/response/BodyForm.h"

#include <QtWidgets/QWidget>

class QToolButton;

namespace tessera::ui {

class ElidedLabel;
class SegmentedControl;
class Theme;

// Above a body: its forms, a word about it, and what can be done with it.
class BodyBar : public QWidget {
    Q_OBJECT
public:
    explicit BodyBar(const Theme &theme, QWidget *parent = nullptr);

    void setForms(const QList<BodyForm> &forms);
    void setForm(BodyForm form); // says nothing
    void setAbout(const QString &words);
    void setEnabledActions(bool canFind, bool canCopy, bool canSave);

Q_SIGNALS:
    void formChosen(tessera::ui::BodyForm form);
    void findRequested();
    void copyRequested();
    void saveRequested();

private:
    QList<BodyForm> m_forms;
    SegmentedControl *m_switch;
    ElidedLabel *m_about;
    QToolButton *m_find, *m_copy, *m_save;
};

}
