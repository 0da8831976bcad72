#pragma once

#include "app/auth/session/Credential.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtWidgets/QAbstractScrollArea>

#include <functional>
#include <vector>

namespace tessera::ui {

// A column of cards, one for each credential, of which only those on the screen exist as widgets: ten thousand are a
// normal number. All are of one height but the one that is open, which is as tall as it wants. The arrow keys, Home, End
// and the page keys go from card to card; the tab key meets one card only, the current one.
class CardColumn : public QAbstractScrollArea {
    Q_OBJECT
public:
    using Make = std::function<QWidget *(QWidget *parent)>;
    using Bind = std::function<void(QWidget *card, const CredentialId &id)>; // shows this credential in that card

    CardColumn(Make make, Bind bind, QWidget *parent = nullptr);

    void setMeasures(int cardHeight, int gap, const QMargins &margins);
    void setIds(const QList<CredentialId> &ids);
    [[nodiscard]] const QList<CredentialId> &ids() const { return m_ids; }

    [[nodiscard]] CredentialId current() const { return m_current; }
    void setCurrent(const CredentialId &id, Qt::FocusReason focus = Qt::NoFocusReason); // NoFocusReason: focus stays
    [[nodiscard]] CredentialId open() const { return m_open; }
    void setOpen(const CredentialId &id); // an empty id closes

    [[nodiscard]] QWidget *cardOf(const CredentialId &id) const
    {
        return m_shown.value(id);
    } // null where it is not on the screen
    void rebind(const CredentialId &id); // it has changed
    void rebindAll();
    void scrollTo(const CredentialId &id);
    [[nodiscard]] int cardCount() const { return int(m_shown.size() + m_spare.size()); } // widgets that exist
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void currentChanged(const tessera::CredentialId &id); // by the keyboard or by focus

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] int rowOf(const CredentialId &id) const { return m_rows.value(id, -1); }
    [[nodiscard]] int topOf(int row) const; // in the column
    [[nodiscard]] int heightOf(int row) const;
    [[nodiscard]] int cardWidth() const;
    [[nodiscard]] int firstRowBelow(int y) const;
    [[nodiscard]] int totalHeight() const;
    void measureOpen();
    void layOut(); // scroll bar and cards
    void arrange(); // cards alone
    QWidget *take(const CredentialId &id);
    void updateTabStop();

    Make m_make;
    Bind m_bind;
    QList<CredentialId> m_ids;
    QHash<CredentialId, int> m_rows;
    QHash<CredentialId, QWidget *> m_shown;
    std::vector<QWidget *> m_spare;
    CredentialId m_current, m_open;
    int m_cardHeight = 54, m_gap = 8, m_openHeight = 0;
    QMargins m_margins;
    bool m_isArranging = false;
};

}
