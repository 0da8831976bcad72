#pragma once

#include "app/auth/session/ServerClock.h"
#include "app/run/RequestRunner.h"

#include <QtWidgets/QDialog>

namespace tessera::ui {

class Theme;

// By how much the clocks of a server and of this computer differ, which times that makes wrong, and how this computer's clock
// is set: the command is copied, never run.
class ClockDialog : public QDialog {
    Q_OBJECT
public:
    // What the answer itself says of the clocks. Pure.
    struct Reading {
        QString server; // its host
        UtcTime here{}, there{}; // when the answer was made, by each clock
        std::optional<ServerClock> clock; // nullopt: the answer has no readable Date
        QStringList sentences; // of the token's times and the clocks
    };
    [[nodiscard]] static Reading read(const RunResult &result);
    [[nodiscard]] static QString command(); // that lets this computer's system take its time from the network

    static ClockDialog *open(const Theme &theme, const Reading &reading, bool hasToken, QWidget *parent);

Q_SIGNALS:
    void tokenRequested(); // its times are to be looked at

private:
    ClockDialog(const Theme &theme, const Reading &reading, bool hasToken, QWidget *parent);
    [[nodiscard]] QWidget *makeFacts(const Reading &reading);
    [[nodiscard]] QWidget *makeCommand();

    const Theme &m_theme;
};

}
