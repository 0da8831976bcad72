#pragma once

#include "ui/timeline/TimelineLanes.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QCollator>

#include <array>
#include <optional>
#include <vector>

namespace tessera {
class Clock;
}

namespace tessera::ui {

class Theme;

// The events of all lanes, a row each: for those who read, listen, sort and copy. Filled only while somebody looks.
class TimelineModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, CredentialColumn, WhatColumn, DetailColumn, StatusColumn, DurationColumn, ColumnCount };
    enum Role { LaneRole = Qt::UserRole, TopicRole };
    TimelineModel(const Theme &theme, const Clock &clock, const TimelineLanes &lanes, QObject *parent = nullptr);

    void setActive(bool isActive);
    [[nodiscard]] const TimelineEvent &event(int row) const { return m_events.at(row); }
    [[nodiscard]] bool isBefore(int left, int right, int column) const; // rows, when sorted by the column

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void fill();
    void add(int lane, qsizetype index);
    [[nodiscard]] QString text(const TimelineEvent &event, int column) const;
    [[nodiscard]] const QCollatorSortKey &sortKey(int row, int column) const;

    const Theme &m_theme;
    const Clock &m_clock;
    const TimelineLanes &m_lanes;
    QList<TimelineEvent> m_events;
    QCollator m_collator;
    // Of columns of text that were sorted by; made once for each row, at its first comparison.
    mutable std::array<std::vector<std::optional<QCollatorSortKey>>, ColumnCount> m_sortKeys;
    bool m_isActive = false;
};

}
