#pragma once

#include "app/base/Clock.h"
#include "ui/response/ServerEvents.h"

#include <QtCore/QAbstractTableModel>

#include <memory>

namespace tessera {
class BodyStore;
}

namespace tessera::ui {

class Theme;

// The events of a stream, a row each, as they come.
class EventModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NumberColumn, TimeColumn, TypeColumn, IdColumn, DataColumn, ColumnCount };
    EventModel(const Theme &theme, const Clock &clock, QObject *parent = nullptr);

    // `isLive`: its bytes are on their way, so that it makes sense to tell when each event came.
    void setBody(std::shared_ptr<const BodyStore> body, bool isLive);
    void advance(); // more has come, or it is finished
    [[nodiscard]] ServerEvent event(int row) const;
    [[nodiscard]] bool endsInside() const { return m_events.endsInside(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(int row, int column) const;

    const Theme &m_theme;
    const Clock &m_clock;
    std::shared_ptr<const BodyStore> m_body; // shared: with the exchange
    ServerEvents m_events;
    QList<BootTime> m_times; // when each came; fewer than events where it was not seen coming
    BootTime m_begin{};
    bool m_isLive = false, m_isQueued = false;
    int m_shown = 0; // rows that the views know of
};

}
