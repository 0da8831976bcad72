#pragma once

#include <QtCore/QSortFilterProxyModel>

namespace tessera::ui {

class TimelineModel;

// The rows of a TimelineModel that are wanted, in the order that is wanted.
class TimelineRows : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TimelineRows(TimelineModel &model, QObject *parent = nullptr);
    void setLane(const QString &lane); // empty: all
    void setTopic(int topic); // of TimelineText; -1: all

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const TimelineModel &m_model;
    QString m_lane;
    int m_topic = -1;
};

}
