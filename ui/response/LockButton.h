#pragma once

#include "ui/response/ConnectionLock.h"

#include <QtWidgets/QToolButton>

namespace tessera::ui {

class Theme;

// The lock of a connection: says on hover, and to who listens, how a request was protected. What is pressed for more is
// its owner's business.
class LockButton : public QToolButton {
    Q_OBJECT
public:
    explicit LockButton(const Theme &theme, QWidget *parent = nullptr);

    void setLock(const std::optional<ConnectionLock> &lock);
    [[nodiscard]] const std::optional<ConnectionLock> &lock() const { return m_lock; }

private:
    const Theme &m_theme;
    std::optional<ConnectionLock> m_lock;
};

}
