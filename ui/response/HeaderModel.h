#pragma once

#include "app/http/HttpHeaders.h"
#include "ui/response/HeaderGuide.h"
#include "ui/response/SecretRows.h"

namespace tessera {
class Redactor;
}

namespace tessera::ui {

class Theme;

// The headers of an answer, as they came: order, case and duplicates kept. Secret values are masked until revealed.
class HeaderModel : public SecretRows {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    HeaderModel(const Theme &theme, const Redactor &redactor, QObject *parent = nullptr);

    void setHeaders(const HttpHeaders &headers, const HttpHeaders &trailers);
    void setRevealed(bool isRevealed) override;
    [[nodiscard]] QString line(int row) const override; // "Name: value", whole, as shown

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column, qsizetype limit) const;
    [[nodiscard]] QString explained(int row) const; // empty where nothing is known of it

    const Theme &m_theme;
    const Redactor &m_redactor;
    HeaderGuide m_guide;
    QList<HttpHeader> m_fields;
    qsizetype m_trailersFrom = 0;
    bool m_isRevealed = false;
};

}
