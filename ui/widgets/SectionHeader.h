#pragma once

#include <QtWidgets/QWidget>

class QHBoxLayout;

namespace tessera::ui {

class ElidedLabel;
class Theme;

// The head of a part of a panel: its name, a note beside it, and what one can do there at the right end.
class SectionHeader : public QWidget {
    Q_OBJECT
public:
    SectionHeader(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    void setNote(const QString &note);
    void addWidget(QWidget *widget);

private:
    QHBoxLayout *m_layout;
    ElidedLabel *m_note;
};

}
