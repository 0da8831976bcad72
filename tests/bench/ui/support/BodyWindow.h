#pragma once

#include "app/base/SystemClock.h"
#include "app/http/BodyStore.h"
#include "ui/response/BodyView.h"
#include "ui/theme/Theme.h"

namespace tessera {
class JsonIndex;
}

namespace tessera::ui {
class CodeView;
}

namespace tessera::bench {

// The view of a JSON body, alone in a window, while the body is filled.
class BodyWindow {
public:
    BodyWindow();

    // Puts what `fill` appends in the place of the body before; shown as it comes.
    void fill(const std::function<void(BodyStore &)> &fill); // in another thread, until all of it is indexed
    void begin(const std::shared_ptr<BodyStore> &body);
    void advance() { m_view.advance(); }
    [[nodiscard]] ui::CodeView &text() const { return *m_text; }
    [[nodiscard]] const ui::Theme &theme() const { return m_theme; }
    [[nodiscard]] QWidget &window() { return m_view; }
    [[nodiscard]] std::shared_ptr<const JsonIndex> index() const; // null as long as it is not shown pretty

private:
    SystemClock m_clock;
    ui::Theme m_theme;
    ui::BodyView m_view;
    ui::CodeView *m_text;
};

}
