#pragma once

#include "app/token/TokenDiff.h"

#include <QtCore/QAbstractTableModel>

namespace tessera::ui {

class Theme;

// Two tokens claim by claim, as a table; what differs has the colour of how, and says it in words.
class DiffModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Claim, First, Second, Difference };

    explicit DiffModel(const Theme &theme, QObject *parent = nullptr);

    void setDiff(const TokenDiff &diff, const QString &first, const QString &second); // and what the tokens are called
    void setOnlyDifferences(bool areOnly);
    [[nodiscard]] QString line(int row) const; // for the clipboard

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const TokenDiff::Row &row, int column) const;
    [[nodiscard]] QString differenceOf(const TokenDiff::Row &row) const;

    const Theme &m_theme;
    TokenDiff m_diff;
    QList<TokenDiff::Row> m_rows; // those that are shown
    QString m_first, m_second;
    bool m_areOnlyDifferences = false;
};

}
