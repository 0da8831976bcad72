#pragma once

#include "ui/response/TextEncoding.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {
class BodyStore;
}

namespace tessera::ui {

// A body in another charset, written anew as UTF-8 so that everything that reads bodies can read it. Works in a thread of the
// pool, some megabytes at a time, also while the body still grows.
class Utf8Copy : public QObject {
    Q_OBJECT
public:
    Utf8Copy(std::shared_ptr<const BodyStore> body, const TextEncoding &encoding, QObject *parent = nullptr);
    ~Utf8Copy() override;

    void advance(); // there are new bytes, or the body is finished
    [[nodiscard]] std::shared_ptr<const BodyStore> store() const;
    [[nodiscard]] bool hasBadBytes() const; // they are U+FFFD in the copy
    [[nodiscard]] QString trouble() const; // why it ends early; empty where all is well

Q_SIGNALS:
    void advanced();

private:
    struct Work;
    std::shared_ptr<Work> m_work; // shared: with the thread that is at it
    bool m_isRunning = false;
};

}
