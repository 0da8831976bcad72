#pragma once

#include "app/auth/session/CredentialStatus.h"

#include <QtWidgets/QWidget>

class QGridLayout;

namespace tessera::ui {

class TextLabel;
class Theme;

// The last things that happened to a credential, newest first, in a few quiet lines. What happens again and again takes one:
// a dozen silent refreshes must not push the sign-in out.
class EventList : public QWidget {
    Q_OBJECT
public:
    static constexpr int most = 5;
    explicit EventList(const Theme &theme, QWidget *parent = nullptr);

    void setEvents(const QList<CredentialEvent> &events, UtcTime now);

    struct Fold {
        CredentialEvent last;
        int times = 1;
        bool operator==(const Fold &) const = default;
    };
    // Those that read the same together, at the place of the newest. Pure.
    [[nodiscard]] static QList<Fold> folded(const QList<CredentialEvent> &events);

private:
    struct Row {
        TextLabel *what;
        TextLabel *when;
    };
    QList<Row> m_rows;
};

}
