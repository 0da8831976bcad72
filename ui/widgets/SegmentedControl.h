#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QWidget>

class QButtonGroup;

namespace tessera::ui {

class Theme;

// One of a few, side by side. The arrow keys move between them, as in any group of radio buttons.
class SegmentedControl : public QWidget {
    Q_OBJECT
public:
    explicit SegmentedControl(const Theme &theme, QWidget *parent = nullptr);

    void setSegments(const QStringList &labels); // the first is chosen
    [[nodiscard]] int currentIndex() const;
    void setCurrentIndex(int index); // says nothing where it is that already
    [[nodiscard]] int count() const;

Q_SIGNALS:
    void currentIndexChanged(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QButtonGroup *m_group;
};

}
