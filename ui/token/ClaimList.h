#pragma once

#include "app/base/Secret.h"
#include "ui/token/ClaimText.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace tessera::ui {

class ClaimRow;
class TextLabel;
class Theme;

// The claims of a token, a row each: those of the payload first, then the header's. The arrow keys go from row to row, the
// tab key meets one row only. Rows that were opened stay open while the same names come again.
class ClaimList : public QWidget {
    Q_OBJECT
public:
    static constexpr int most = 200; // rows: the JSON has them all

    explicit ClaimList(const Theme &theme, QWidget *parent = nullptr);

    void setClaims(const QList<ClaimFact> &payload, const QList<ClaimFact> &header, const TokenMoment &moment);
    void setMoment(const TokenMoment &moment); // the same claims a moment later
    void setAllOpen(bool areOpen); // also those to come
    [[nodiscard]] QList<ClaimRow *> rows() const;

Q_SIGNALS:
    void copyRequested(const tessera::Secret &value); // of a claim

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addRow();
    void bind(ClaimRow &row, const ClaimFact &fact);
    void move(ClaimRow *from, int rows);
    void alignNames();

    const Theme &m_theme;
    TokenMoment m_moment;
    QList<ClaimFact> m_facts;
    qsizetype m_payloadCount = 0;
    bool m_areOpen = false;
    QList<ClaimRow *> m_rows; // as many as were ever needed
    QVBoxLayout *m_column;
    TextLabel *m_headerTitle;
    TextLabel *m_more;
};

}
