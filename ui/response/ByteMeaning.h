#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QString>

namespace tessera::ui {

// Where a selection of bytes lies and what its first ones are as numbers: "0x1f (31), 4 bytes selected", "u8 137   u16 ...".
struct ByteMeaning {
    [[nodiscard]] static QString place(qint64 offset, qint64 selected, qint64 size);
    [[nodiscard]] static QString numbers(QByteArrayView bytes); // from the cursor on, up to 8; little end first, then big
};

}
