#pragma once

#include "ui/response/Comparison.h"

#include <QtCore/QAbstractTableModel>

namespace tessera::ui {

class Theme;

// The differences of two JSON bodies: where, what it was, what it is.
class CompareModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { PlaceColumn, BeforeColumn, AfterColumn, ColumnCount };
    explicit CompareModel(const Theme &theme, QObject *parent = nullptr);

    void setComparison(std::shared_ptr<const Comparison> comparison); // null: none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const JsonChange &change, int column) const;

    const Theme &m_theme;
    std::shared_ptr<const Comparison> m_comparison; // shared: with who shows its sides
};

}
