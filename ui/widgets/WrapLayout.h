#pragma once

#include <QtWidgets/QLayout>

namespace tessera::ui {

// Items side by side as they like to be wide, on as many lines as that takes. `outdent` moves the lines to the left: links
// have a margin of their own, and their words are to begin where other words do.
class WrapLayout final : public QLayout {
    Q_OBJECT
public:
    WrapLayout(int spaceBeside, int spaceBelow, int outdent = 0, QWidget *parent = nullptr);
    ~WrapLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return arranged({0, 0, width, 0}, false); }
    [[nodiscard]] QSize sizeHint() const override; // on one line
    [[nodiscard]] QSize minimumSize() const override; // of the widest item
    void setGeometry(const QRect &rect) override;

private:
    int arranged(const QRect &rect, bool isApplied) const; // the height it takes

    QList<QLayoutItem *> m_items;
    int m_beside, m_below, m_outdent;
};

}
