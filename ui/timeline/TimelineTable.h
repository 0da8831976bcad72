#pragma once

#include "ui/timeline/TimelineLanes.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QModelIndex;
class QTableView;

namespace tessera {
class Clock;
}

namespace tessera::ui {

class TextLabel;
class Theme;
class TimelineModel;
class TimelineRows;

// The timeline's events as a table: sorted by any column, of one credential or one kind, and to be copied with Ctrl+C.
class TimelineTable : public QWidget {
    Q_OBJECT
public:
    TimelineTable(const Theme &theme, const Clock &clock, const TimelineLanes &lanes, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *filters() const { return m_filters; } // stands where its owner puts it
    [[nodiscard]] QString selectedText() const; // rows as lines, cells apart by tabs

Q_SIGNALS:
    void inspectRequested(const tessera::CredentialId &id, const tessera::TimelineEvent &event);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fillCredentials();
    void measure();
    void tellCount();
    void inspect(const QModelIndex &index);

    const Theme &m_theme;
    const TimelineLanes &m_lanes;
    TimelineModel *m_model;
    TimelineRows *m_rows;
    QTableView *m_view;
    QWidget *m_filters;
    QComboBox *m_credential, *m_topic;
    TextLabel *m_count;
};

}
