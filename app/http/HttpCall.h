#pragma once

#include "app/http/HttpExchange.h"

#include "app/base/Result.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {

// One HTTP exchange under way. Lives in the thread that sent it, until its owner deletes it; finished() comes exactly
// once, never before send() has returned, also after cancel() (with ErrorKind::Cancelled, at once).
class HttpCall : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    virtual void cancel() = 0;
    // Hops so far: also there when the call failed half-way.
    [[nodiscard]] virtual const HttpExchange &exchange() const = 0;

Q_SIGNALS:
    void headReceived(); // status and headers of the final hop are there, the body begins
    // Of a body that takes a while: bytes of it that went out, of all; at most 20 a second, and begins anew with each hop.
    void uploaded(qint64 sent, qint64 total);
    void progressed(qint64 received, qint64 expected); // bytes of body; expected is -1 where unknown; 20 a second, or one in 16 MiB
    void finished(const tessera::Result<tessera::HttpExchange> &result);
};

}
