#pragma once

#include "app/run/BrokenAnswer.h"

#include <QtCore/QAbstractTableModel>

namespace tessera::ui {

class Theme;

// The variants that are sent and what the server said to each, side by side.
class BreakItModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { VariantColumn, StatusColumn, TimeColumn, SizeColumn, WordsColumn, DifferenceColumn, ColumnCount };
    explicit BreakItModel(const Theme &theme, QObject *parent = nullptr);

    void setVariants(const QList<BrokenVariant> &variants); // none is answered
    void setSending(int row);
    void setAnswer(int row, const BrokenAnswer &answer);
    void endSending(); // those without an answer stay so

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        BrokenVariant variant;
        std::optional<BrokenAnswer> answer;
        enum class State { Waiting, Sending, Over } state = State::Waiting;
    };
    [[nodiscard]] QString text(const Row &row, int column) const;
    [[nodiscard]] QColor color(const Row &row, int column) const;

    const Theme &m_theme;
    QList<Row> m_rows;
};

}
