#pragma once

#include <QtWidgets/QStackedWidget>

namespace tessera::ui {

// Pages that take the room they get: what the one in front needs for its width can be asked, and comes last.
class PageStack : public QStackedWidget {
public:
    using QStackedWidget::QStackedWidget;

    [[nodiscard]] bool hasHeightForWidth() const override { return false; }
    [[nodiscard]] int neededHeight() const; // of the page in front
};

}
