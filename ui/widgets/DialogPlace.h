#pragma once

#include <QtCore/QMargins>
#include <QtCore/QRect>

class QDialog;

namespace tessera::ui {

// How large a dialog may be where it is shown: its screen without the bars of the desktop, its frame and a little air.
[[nodiscard]] QSize largestDialog(const QDialog &dialog);

// Resizes it, but not beyond that, and keeps all of it on the screen: over the middle of its window when it is about to be
// shown, later where the person has it, moved only as far as it must be.
void placeDialog(QDialog &dialog, const QSize &wanted);

// A frame of that size as near to `place` as it lies within `room`. Pure.
[[nodiscard]] QRect withinRoom(QRect place, const QRect &room);

}
