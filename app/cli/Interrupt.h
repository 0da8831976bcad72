#pragma once

#include <QtCore/QObject>

namespace tessera {

// Ctrl+C and a polite kill, as a signal of the event loop.
class Interrupt : public QObject {
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    void asked();
};

}
