#pragma once

#include "app/json/diff/JsonPairing.h"

namespace tessera {

// Members: by name, the first of a name with the first, and so on.
class JsonMemberPairing final : public JsonPairing {
public:
    using JsonPairing::JsonPairing;

private:
    void goOn() override;
    void pairRest(bool hasBefore, bool hasAfter);
    bool m_isDone = false;
};

}
