#pragma once

#include <QtCore/QObject>

namespace tessera {

// Ctrl+C and a polite kill, as a signal of the event loop; the second one ends the program at once.
class Interrupt : public QObject {
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

    // Readable from the moment when an interrupt was asked for until it is told: for who waits for something else. -1 where
    // there is none.
    [[nodiscard]] static int descriptor();

Q_SIGNALS:
    void asked();
};

}
