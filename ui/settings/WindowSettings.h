#pragma once

#include "app/base/Result.h"
#include "ui/theme/Theme.h"

#include <QtCore/QHash>
#include <QtCore/QRect>

#include <optional>

namespace tessera::ui {

// What the window remembers; nothing of it is secret.
struct WindowSettings {
    SchemeChoice scheme = SchemeChoice::System;
    int textSize = 13;
    QRect geometry; // when not maximised; empty: never shown
    bool isMaximized = false;
    bool isLeftShown = true, isRightShown = true;
    int leftWidth = 248, rightWidth = 324;
    std::optional<bool> isTimelineShown; // unset: where there is room for it
    int timelineHeight = 0; // 0: as high as it likes
    bool isInspectorShown = true; // below the credentials
    int inspectorHeight = 0; // 0: its usual share of the right side
    QString environment; // empty: all of them
    bool notifies = true; // on the desktop, when a refresh needs the person
    bool runsSandbox = true; // at the start, where there is somebody signed in to it
    QHash<QString, int> colors; // of credentials

    bool operator==(const WindowSettings &) const = default;

    // Errors: Parse, naming `source` and the place. No bytes are settings as they usually are.
    [[nodiscard]] static Result<WindowSettings> read(const QByteArray &bytes, const QString &source);
    // Keys of `before` that are not known here stay.
    [[nodiscard]] QByteArray write(const QByteArray &before) const;
};

// Where a window that was at `wanted` comes back: on a screen, within it, and not smaller than makes sense.
[[nodiscard]] QRect fittedGeometry(const QRect &wanted, const QList<QRect> &screens, const QSize &least);

}
