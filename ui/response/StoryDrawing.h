#pragma once

#include "ui/response/RunStory.h"
#include "ui/theme/Theme.h"

#include <QtWidgets/QWidget>

namespace tessera::ui {

// A story as a drawing: a line down for each actor, an arrow across for each step. Read out step by step.
class StoryDrawing : public QWidget {
    Q_OBJECT
public:
    explicit StoryDrawing(const Theme &theme, QWidget *parent = nullptr);
    void setStory(const RunStory &story);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    [[nodiscard]] double xOf(int actor) const;
    [[nodiscard]] QRectF row(int index) const;
    void paintActors(QPainter &painter) const;
    void paintStep(QPainter &painter, int index) const;
    [[nodiscard]] QRectF textRect(int index) const;

    const Theme &m_theme;
    RunStory m_story;
};

}
