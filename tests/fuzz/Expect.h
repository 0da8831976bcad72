#pragma once

#include <QtCore/QtGlobal>

// What must be so for any input; a fuzzer ends where it is not.
#define EXPECT(claim) \
    do { \
        if (!(claim)) \
            qFatal("%s:%d: not so: %s", __FILE__, __LINE__, #claim); \
    } while (false)
