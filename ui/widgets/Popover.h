#pragma once

#include "ui/widgets/ErrorBanner.h"

#include <QtWidgets/QFrame>

namespace tessera::ui {

class Theme;

// A small explanation beside what was clicked: a title, a sentence, and what can be done. Esc or a click elsewhere closes it.
class Popover : public QFrame {
    Q_OBJECT
public:
    // Shows itself above or below `anchor`, wherever there is room; deletes itself when it closes.
    static Popover *open(const Theme &theme, QWidget *anchor, const QString &title, const QString &text,
        const QList<ErrorBanner::Action> &actions = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Popover(const Theme &theme, QWidget *anchor, const QString &title, const QString &text,
        const QList<ErrorBanner::Action> &actions);

    const Theme &m_theme;
};

}
