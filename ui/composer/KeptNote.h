#pragma once

#include "ui/widgets/TextLabel.h"

#include <QtCore/QStringList>

namespace tessera::ui {

// The quiet line under a part of the composer that says what of it is not kept when Tessera closes, and what was therefore
// missing when this request came back. Hidden while there is nothing to say.
class KeptNote : public TextLabel {
    Q_OBJECT
public:
    explicit KeptNote(const Theme &theme, QWidget *parent = nullptr);

    // Places as KeptRequest names them; those that begin with one of `prefixes` are this part's.
    void setPlaces(const QStringList &withheld, const QStringList &missing, const QStringList &prefixes);

    [[nodiscard]] static QString text(const QStringList &withheld, const QStringList &missing, const QString &prefix);
};

}
