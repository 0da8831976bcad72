#pragma once

#include "app/auth/session/CredentialStatus.h"

#include <QtWidgets/QWidget>

class QGridLayout;

namespace tessera::ui {

class TextLabel;
class Theme;

// The last things that happened to a credential, newest first, in a few quiet lines.
class EventList : public QWidget {
    Q_OBJECT
public:
    static constexpr int most = 5;
    explicit EventList(const Theme &theme, QWidget *parent = nullptr);

    void setEvents(const QList<CredentialEvent> &events, UtcTime now);

private:
    struct Row {
        TextLabel *what;
        TextLabel *when;
    };
    QList<Row> m_rows;
};

}
