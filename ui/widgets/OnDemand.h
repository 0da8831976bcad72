#pragma once

#include <QtWidgets/QVBoxLayout>
#include <QtWidgets/QWidget>

#include <functional>
#include <utility>

namespace tessera::ui {

// The place of a part that is made when it is first seen or needed: most of what a window can show is never looked at.
// `make` gives the part what it would have been told had it been there from the beginning.
template <typename Part> class OnDemand final : public QWidget {
public:
    explicit OnDemand(std::function<Part *()> make, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_make(std::move(make))
    {
    }

    [[nodiscard]] Part *made() const { return m_part; } // null: nobody needed it yet
    [[nodiscard]] Part &part()
    {
        if (!m_part)
            place(std::exchange(m_make, nullptr)());
        return *m_part;
    }

protected:
    void showEvent(QShowEvent *event) override
    {
        static_cast<void>(part());
        QWidget::showEvent(event);
    }

private:
    void place(Part *part)
    {
        m_part = part;
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_part);
        setFocusProxy(m_part);
        m_part->show(); // with this place, which may be seen already
        layout->activate();
    }

    std::function<Part *()> m_make;
    Part *m_part = nullptr;
};

}
