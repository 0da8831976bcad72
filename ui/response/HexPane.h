#pragma once

#include <QtWidgets/QWidget>

#include <memory>

namespace tessera {
class BodyStore;
}

namespace tessera::ui {

class ElidedLabel;
class HexView;
class TextLabel;
class Theme;

// The bytes, and below them a line about those that are selected.
class HexPane : public QWidget {
    Q_OBJECT
public:
    explicit HexPane(const Theme &theme, QWidget *parent = nullptr);
    void setBody(std::shared_ptr<const BodyStore> body);
    void refresh();
    [[nodiscard]] HexView &view() const { return *m_view; }

private:
    void tell();

    std::shared_ptr<const BodyStore> m_body; // shared: with the exchange, which may go first
    HexView *m_view;
    TextLabel *m_place;
    ElidedLabel *m_numbers;
};

}
