#pragma once

#include "tests/ui/CutText.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QRadioButton>

#include <algorithm>

// Goes through a window by the tab key, as a person does, and says what is wrong with the way.
namespace tessera::ui::tabs {

inline QString nameOf(const QWidget *widget)
{
    return widget ? cut::nameOf(*widget) : QStringLiteral("nothing");
}

// From what has the focus, until the key comes around to where it has been.
inline QList<QWidget *> walk(Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    constexpr qsizetype most = 400;
    QList<QWidget *> stops;
    for (QWidget *at = QApplication::focusWidget(); at && !stops.contains(at) && stops.size() < most; at = QApplication::focusWidget()) {
        stops.append(at);
        QTest::keyClick(at, Qt::Key_Tab, modifiers);
    }
    return stops;
}

inline bool isStop(const QWidget &widget)
{
    const auto *radio = qobject_cast<const QRadioButton *>(&widget);
    if (radio && !radio->isChecked()) // the arrow keys lead to it
        return false;
    return widget.focusPolicy() & Qt::TabFocus && !widget.focusProxy() && widget.isVisible() && widget.isEnabled();
}

// In a line of text the eye would come to `second` before `first`: seen where the two part in the tree of widgets.
inline bool isBackwards(const QWidget *first, const QWidget *second)
{
    while (!first->isWindow() && !first->parentWidget()->isAncestorOf(second))
        first = first->parentWidget();
    if (first->isAncestorOf(second) || second->isAncestorOf(first))
        return second->isAncestorOf(first);
    while (second->parentWidget() != first->parentWidget())
        second = second->parentWidget();
    const QRect here = first->geometry(), there = second->geometry();
    const bool isAbove = there.bottom() < here.top(), isBelow = there.top() > here.bottom();
    return isAbove || (!isBelow && there.right() < here.left());
}

// One line for each thing that is wrong; empty where all is well.
inline QStringList faults(QWidget &window)
{
    if (!QApplication::focusWidget() || QApplication::focusWidget()->window() != &window)
        return {QStringLiteral("nothing in the window has the focus")};
    QList<QWidget *> forward = walk(), back = walk(Qt::ShiftModifier);
    QStringList result;
    for (QWidget *each : window.findChildren<QWidget *>())
        if (each->window() == &window && isStop(*each) && !forward.contains(each))
            result += QStringLiteral("is never reached: ") + nameOf(each);
    std::reverse(back.begin() + 1, back.end());
    if (forward != back)
        result += QStringLiteral("the way back is another one (%1 stops, not %2)").arg(back.size()).arg(forward.size());
    QStringList backwards;
    for (qsizetype i = 0; i < forward.size(); ++i) {
        const QWidget *here = forward.at(i), *next = forward.at((i + 1) % forward.size());
        if (here != next && isBackwards(here, next))
            backwards += QStringLiteral("goes back from %1 to %2").arg(nameOf(here), nameOf(next));
    }
    if (backwards.size() > 1) // once it begins anew
        result += backwards;
    return result;
}

}
