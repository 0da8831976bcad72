#pragma once

#include <QtCore/QString>

namespace tessera::ui {

// The ways to look at one body.
enum class BodyForm {
    Pretty, // JSON, JSON lines, XML: laid out anew
    Tree, // JSON
    Text, // what HTML says, without its markup
    Events, // server-sent events, as they come
    Image,
    Raw, // as it came, as text
    Hex,
};

[[nodiscard]] QString bodyFormLabel(BodyForm form);

}
