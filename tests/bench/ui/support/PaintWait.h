#pragma once

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <functional>

namespace tessera::bench {

// Runs the event loop until a widget has been painted with what is waited for on it.
class PaintWait : public QObject {
    Q_OBJECT
public:
    explicit PaintWait(QWidget &widget);
    // Does `begin` first. Ends the program where it takes too long.
    void run(const std::function<void()> &begin, const std::function<bool()> &isThere);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::function<bool()> m_isThere;
};

}
