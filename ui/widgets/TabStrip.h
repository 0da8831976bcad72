#pragma once

#include "ui/theme/Token.h"
#include "ui/theme/style/TabPainter.h"

#include <QtWidgets/QTabBar>

#include <optional>

namespace tessera::ui {

class Theme;

// Tabs that say more than a word: a method before it, a count behind it, a dot for what is not saved. Foreign text in
// them is shown as it is. Those that can be closed get narrower where there are many of them, all alike in the end, and
// then scroll.
class TabStrip : public QTabBar, public TabPainter {
    Q_OBJECT
public:
    explicit TabStrip(const Theme &theme, QWidget *parent = nullptr);

    // What stands on a tab beside its text.
    struct Look {
        QString prefix; // small, in `prefixColor`
        Token prefixColor = Token::Dim;
        int count = -1; // below zero: none
        bool isModified = false;
        std::optional<Token> color; // of the text
        bool operator==(const Look &) const = default;
    };
    void setLook(int index, const Look &look);
    [[nodiscard]] Look look(int index) const;
    void setCount(int index, int count);
    void setLabel(int index, const QString &text); // any text: "&" stands for itself

    [[nodiscard]] bool isCrowded(int room) const { return count() * leastTab() > room; } // of tabs that can be closed
    [[nodiscard]] int wholeWidth(int room) const; // as much of it as shows whole tabs

    void paintTab(const QStyleOptionTab &option, QPainter &painter) const override;
    void paintClose(const QStyleOption &option, QPainter &painter, const QWidget *closeButton) const override;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabInserted(int index) override;
    void tabRemoved(int index) override;
    void tabLayoutChange() override;

private:
    void measure();
    [[nodiscard]] int leastTab() const;
    [[nodiscard]] bool hasCross(int index) const;
    void showCrosses();
    [[nodiscard]] QString labelOf(int index) const;

    const Theme &m_theme;
};

}

Q_DECLARE_METATYPE(tessera::ui::TabStrip::Look)
