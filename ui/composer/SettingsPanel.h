#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QDoubleSpinBox;

namespace tessera::ui {

class SegmentedControl;
class Theme;

// How this one request is sent: time-outs, redirects, HTTP version.
class SettingsPanel : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPanel(const Theme &theme, QWidget *parent = nullptr);

    void setRequest(const RequestDocument &document); // says nothing
    void store(RequestDocument &document) const;

Q_SIGNALS:
    void edited(); // by the person

private:
    QDoubleSpinBox *m_connect, *m_firstByte, *m_idle, *m_total;
    QCheckBox *m_redirects;
    SegmentedControl *m_version;
};

}
