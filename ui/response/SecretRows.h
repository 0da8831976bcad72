#pragma once

#include <QtCore/QAbstractTableModel>

namespace tessera::ui {

// Rows of an answer whose values may be secret: masked until they are revealed.
class SecretRows : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    virtual void setRevealed(bool isRevealed) = 0;
    [[nodiscard]] virtual QString line(int row) const = 0; // as text to copy, as shown
};

}
