#include "ui/settings/ClampingSpinBox.h"

#include <algorithm>

namespace tessera::ui {

std::optional<int> ClampingSpinBox::numberIn(QString text) const
{
    if (!suffix().isEmpty() && text.endsWith(suffix()))
        text.chop(suffix().size());
    bool isNumber = false;
    const int number = locale().toInt(text.trimmed(), &isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

QValidator::State ClampingSpinBox::validate(QString &text, int &position) const
{
    const QValidator::State state = QSpinBox::validate(text, position);
    return state == QValidator::Invalid && numberIn(text) ? QValidator::Intermediate : state;
}

void ClampingSpinBox::fixup(QString &text) const
{
    if (const auto number = numberIn(text))
        text = textFromValue(std::clamp(*number, minimum(), maximum())) + suffix();
    else
        QSpinBox::fixup(text);
}

}
