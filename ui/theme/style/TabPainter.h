#pragma once

#include <QtCore/QtGlobal>

class QPainter;
class QStyleOption;
class QStyleOptionTab;
class QWidget;

namespace tessera::ui {

// A tab bar that shows more than a word on its tabs paints them itself. Through the style and not in paintEvent(), because
// that is also how Qt draws the tab that is being dragged.
class TabPainter {
public:
    TabPainter() = default;
    virtual ~TabPainter() = default;
    Q_DISABLE_COPY_MOVE(TabPainter)

    virtual void paintTab(const QStyleOptionTab &option, QPainter &painter) const = 0;
    virtual void paintClose(const QStyleOption &option, QPainter &painter, const QWidget *closeButton) const = 0;
};

}
