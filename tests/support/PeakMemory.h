#pragma once

#include <QtCore/QtGlobal>

namespace tessera {

// The most memory this process has held since reset(), beyond what it held then. Bytes; Linux only, 0 elsewhere.
class PeakMemory {
public:
    void reset();
    [[nodiscard]] qint64 growth() const;
    [[nodiscard]] qint64 ownNow() const; // what it holds now that is in no file

private:
    qint64 m_begin = 0;
};

}
