#pragma once

#include "ui/theme/Token.h"
#include "ui/widgets/TextLabel.h"

namespace tessera::ui {

// An HTTP method in its colour: the same one in lists, tabs, the method picker.
class MethodBadge : public TextLabel {
    Q_OBJECT
public:
    MethodBadge(const Theme &theme, const QString &method, QWidget *parent = nullptr);
    void setMethod(const QString &method);
};

[[nodiscard]] Token methodToken(const QString &method);
[[nodiscard]] QString shortMethod(const QString &method); // at most five letters: "DEL", "PATCH", "PROP…"

}
