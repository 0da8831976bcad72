#include "ui/widgets/DialogPlace.h"

#include <QtGui/QScreen>
#include <QtGui/QWindow>
#include <QtWidgets/QDialog>

#include <algorithm>

namespace tessera::ui {

namespace {

constexpr int air = 8;

QMargins frameOf(const QWidget &window)
{
    const QRect frame = window.frameGeometry(), inside = window.geometry();
    return {inside.left() - frame.left(), inside.top() - frame.top(), frame.right() - inside.right(),
        frame.bottom() - inside.bottom()};
}

bool isMapped(const QDialog &dialog)
{
    return dialog.windowHandle() && dialog.windowHandle()->isExposed();
}

const QWidget *windowBelow(const QDialog &dialog)
{
    return dialog.parentWidget() ? dialog.parentWidget()->window() : nullptr;
}

// What a window manager puts around it is known only when it did; until then it is what its window has.
QMargins frameFor(const QDialog &dialog)
{
    const QWidget *below = windowBelow(dialog);
    return isMapped(dialog) || !below ? frameOf(dialog) : frameOf(*below);
}

QRect roomFor(const QDialog &dialog)
{
    const QWidget *below = windowBelow(dialog);
    const QScreen *screen = below && !isMapped(dialog) ? below->screen() : dialog.screen();
    return screen->availableGeometry().adjusted(air, air, -air, -air);
}

}

QSize largestDialog(const QDialog &dialog)
{
    return roomFor(dialog).marginsRemoved(frameFor(dialog)).size();
}

QRect withinRoom(QRect place, const QRect &room)
{
    place.moveLeft(std::max(room.left(), std::min(place.left(), room.right() - place.width() + 1)));
    place.moveTop(std::max(room.top(), std::min(place.top(), room.bottom() - place.height() + 1)));
    return place;
}

void placeDialog(QDialog &dialog, const QSize &wanted)
{
    const QMargins frame = frameFor(dialog);
    const QRect room = roomFor(dialog);
    const QSize size = wanted.boundedTo(room.marginsRemoved(frame).size());
    QRect place(QPoint(), size.grownBy(frame));
    if (isMapped(dialog)) {
        const int grows = size.width() - dialog.width(); // by halves at both sides
        place.moveTopLeft(dialog.frameGeometry().topLeft() - QPoint(grows / 2, 0));
    } else {
        const QWidget *below = windowBelow(dialog);
        place.moveCenter(below ? below->frameGeometry().center() : room.center());
    }
    place = withinRoom(place, room);
    if (dialog.size() != size)
        dialog.resize(size);
    if (dialog.pos() != place.topLeft())
        dialog.move(place.topLeft());
}

}
