#pragma once

#include "ui/response/CookieFate.h"
#include "ui/response/SecretRows.h"

namespace tessera::ui {

class Theme;

// The cookies that an exchange brought. Their values are secret until they are revealed.
class CookieModel : public SecretRows {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, PlaceColumn, LifeColumn, FlagColumn, FateColumn, ColumnCount };
    CookieModel(const Theme &theme, const Clock &clock, QObject *parent = nullptr);

    void setExchange(const HttpExchange &exchange);
    void setRevealed(bool isRevealed) override;
    [[nodiscard]] QString line(int row) const override; // what is shown of it, in columns

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;

    const Theme &m_theme;
    const Clock &m_clock;
    QList<CookieFate> m_fates;
    bool m_isRevealed = false;
};

}
