#pragma once

#include "ui/response/RowAlignment.h"

#include <QtWidgets/QWidget>

#include <array>
#include <memory>

namespace tessera {
class Clock;
struct JsonChange;
}

namespace tessera::ui {

struct Comparison;
class CodeView;
class MarkedRows;
class Theme;

// Two bodies side by side, what differs in them marked. As text they are aligned and scroll together.
class ComparePanes : public QWidget {
    Q_OBJECT
public:
    ComparePanes(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    void setComparison(std::shared_ptr<const Comparison> comparison); // null: none
    void goTo(qsizetype change); // shows it in both
    // The change where the cursor of the later one is, or the last above it; as text. -1: none.
    [[nodiscard]] qsizetype currentChange() const;

private:
    void showJson();
    void showText();
    void goTo(const JsonChange &change);
    void follow(CodeView *from, CodeView *to);

    const Clock &m_clock;
    std::shared_ptr<const Comparison> m_comparison; // shared: with the list of changes
    std::shared_ptr<const RowAlignment> m_alignment; // shared: with the rows of both
    CodeView *m_before, *m_after;
    std::array<std::shared_ptr<MarkedRows>, 2> m_json; // shared: with the views
};

}
