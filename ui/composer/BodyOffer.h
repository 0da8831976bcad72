#pragma once

#include "app/workspace/RequestDocument.h"

#include <QtWidgets/QWidget>

#include <optional>

class QPushButton;

namespace tessera::ui {

class TextLabel;
class Theme;

// Said where a body has become another kind and its new editor is empty: what was written before is kept, and can be taken
// over. Hidden while there is nothing to take.
class BodyOffer : public QWidget {
    Q_OBJECT
public:
    using Body = RequestDocument::Body;
    explicit BodyOffer(const Theme &theme, QWidget *parent = nullptr);

    void follow(const Body &body);

    // The body with what it held as another kind taken over; nothing where there is none, or its own editor is not empty.
    // No number and no text changes on the way.
    [[nodiscard]] static std::optional<Body> of(const Body &body);

Q_SIGNALS:
    void taken(const tessera::RequestDocument::Body &body);

private:
    std::optional<Body> m_offered;
    TextLabel *m_words;
    QPushButton *m_take;
};

}
