#pragma once

#include <QtWidgets/QStackedWidget>

namespace tessera::ui {

// Pages that take the room they get: whatever one of them would need for its width, what stands above and below comes first.
class PageStack : public QStackedWidget {
public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
};

}
