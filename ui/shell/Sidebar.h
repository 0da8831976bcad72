#pragma once

#include <QtWidgets/QWidget>

class QLineEdit;

namespace tessera {
class ProfileCatalog;
}

namespace tessera::ui {

class ExampleTree;
class Theme;

// The left side: the requests one can open, and a filter over them.
class Sidebar : public QWidget {
    Q_OBJECT
public:
    Sidebar(const Theme &theme, const ProfileCatalog &profiles, QWidget *parent = nullptr);

    [[nodiscard]] ExampleTree &tree() const { return *m_tree; }
    void focusFilter();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override; // Down leaves the filter for the tree

private:
    QLineEdit *m_filter;
    ExampleTree *m_tree;
};

}
