#pragma once

#include <QtCore/QSortFilterProxyModel>

namespace tessera::ui {

// The rows of a TimelineModel that are wanted, in the order that is wanted.
class TimelineRows : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TimelineRows(QObject *parent = nullptr);
    void setLane(const QString &lane); // empty: all
    void setTopic(int topic); // of TimelineText; -1: all

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QString m_lane;
    int m_topic = -1;
};

}
