#pragma once

#include <QtCore/QObject>

namespace tessera::ui {

// While a menu is open Qt tells no other widget that the pointer has left it: the button that opened it would look as if the
// pointer were over it until the pointer comes back. Watches popups, and tells those widgets when one closes.
class PopupWatch : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override;
};

}
