#pragma once

#include <QtWidgets/QSpinBox>

#include <optional>

namespace tessera::ui {

// A spin box in which a number beyond its range can be typed and becomes the nearest one in it: the usual one swallows the
// key, or goes back to what stood there, and says neither.
class ClampingSpinBox : public QSpinBox {
    Q_OBJECT
public:
    using QSpinBox::QSpinBox;

    [[nodiscard]] QValidator::State validate(QString &text, int &position) const override;
    void fixup(QString &text) const override;

private:
    [[nodiscard]] std::optional<int> numberIn(QString text) const;
};

}
