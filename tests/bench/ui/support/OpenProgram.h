#pragma once

#include "app/run/Services.h"
#include "tests/bench/support/ReturningUser.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Theme.h"

class QPushButton;

namespace tessera::ui {
class CodeView;
class RequestTab;
}

namespace tessera::bench {

// The whole program with its window in this process, and one request in it.
class OpenProgram {
public:
    explicit OpenProgram(const QByteArray &url, int x = 0); // where on the screen: what lies behind others is not painted

    void send(); // presses the button
    [[nodiscard]] ui::RequestTab &tab() const { return *m_tab; }
    [[nodiscard]] ui::CodeView &answer() const { return *m_answer; }

private:
    ReturningUser m_user;
    Services m_services;
    ui::SettingsStore m_settings;
    ui::Theme m_theme;
    ui::MainWindow m_window;
    ui::RequestTab *m_tab = nullptr;
    QPushButton *m_send = nullptr;
    ui::CodeView *m_answer = nullptr;
};

}
