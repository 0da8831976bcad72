#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

// Characters that nobody sees, or that make text look like other text: controls, directions, those without width. They are
// never hidden here.
namespace tessera::ui::HiddenCharacters {

[[nodiscard]] bool isOne(QChar c);
[[nodiscard]] QString shown(QString text); // each replaced by a visible one; one for one, tabs stay
[[nodiscard]] QString name(QChar c); // "U+202E, right-to-left override"; empty for others
[[nodiscard]] QStringList note(const QString &text); // a sentence about those that can deceive; none without them

}
