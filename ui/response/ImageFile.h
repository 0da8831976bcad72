#pragma once

#include "app/base/Result.h"

#include <QtCore/QByteArray>
#include <QtGui/QImage>

namespace tessera::ui {

// A picture from outside, decoded with limits: what it says about its size is checked before any of it is unpacked. Takes
// long: not for the window's thread.
struct ImageFile {
    static constexpr qint64 mostPixels = 64 * 1000 * 1000; // 256 MB unpacked
    static constexpr qint64 mostShown = 16 * 1000 * 1000; // larger ones are made smaller at once
    static constexpr qint64 mostBytes = 128 * 1000 * 1000; // in the file
    static constexpr qint64 mostSvgBytes = 8 * 1000 * 1000;

    QImage image;
    QString format; // "PNG"
    QSize size; // as it says itself; `image` may be smaller
    int frames = 1; // the first is shown

    // Errors: Parse, why it can't be shown; its detail says what to do.
    [[nodiscard]] static Result<ImageFile> read(const QByteArray &bytes);
    [[nodiscard]] static Result<ImageFile> readSvg(const QByteArray &bytes);
};

}
