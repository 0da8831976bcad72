#include "tests/bench/ui/base/BareWindow.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::bench {

using namespace Qt::StringLiterals;

namespace {

QBoxLayout *lined(QBoxLayout *layout, const QList<QWidget *> &widgets)
{
    layout->setContentsMargins(4, 4, 4, 4);
    for (QWidget *widget : widgets)
        layout->addWidget(widget);
    return layout;
}

QToolButton *makeMenuButton()
{
    auto *button = new QToolButton;
    auto *menu = new QMenu(button);
    for (int i = 0; i < 20; ++i)
        menu->addAction(u"Action %1"_s.arg(i));
    button->setText(u"Menu"_s);
    button->setMenu(menu);
    return button;
}

QTabBar *makeTabs(const QStringList &labels)
{
    auto *tabs = new QTabBar;
    for (const QString &label : labels)
        tabs->addTab(label);
    return tabs;
}

}

BareWindow::BareWindow(QWidget *parent)
    : QWidget(parent)
    , m_answer(new QPlainTextEdit)
{
    setWindowTitle(u"Base"_s);
    auto *top = lined(new QHBoxLayout, {new QLabel(u"Base"_s), new QComboBox, makeMenuButton()});
    auto *work = new QSplitter;
    work->addWidget(makeSide());
    work->addWidget(makeWork());
    work->addWidget(makeCards());
    auto *status = lined(new QHBoxLayout, {new QLabel(u"Nobody"_s), new QPushButton(u"Keychain"_s)});
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(work, 1);
    layout->addLayout(status);
    resize(1240, 760);
}

QWidget *BareWindow::makeSide()
{
    auto *tree = new QTreeWidget;
    for (int i = 0; i < 4; ++i) {
        auto *api = new QTreeWidgetItem(tree, {u"An API %1"_s.arg(i)});
        for (int j = 0; j < 8; ++j)
            new QTreeWidgetItem(api, {u"A request %1"_s.arg(j)});
        api->setExpanded(true);
    }
    tree->setHeaderHidden(true);
    auto *side = new QWidget;
    side->setLayout(lined(new QVBoxLayout, {new QLineEdit, tree}));
    return side;
}

QWidget *BareWindow::makeWork()
{
    auto *method = new QComboBox;
    method->addItems({u"GET"_s, u"POST"_s});
    auto *url = new QLineEdit(u"https://api.example.com/v1/processes"_s);
    url->setObjectName(u"url"_s);
    auto *line = new QWidget;
    line->setLayout(lined(new QHBoxLayout, {new QPushButton(u"Nobody"_s), method, url, new QPushButton(u"Send"_s)}));
    auto *table = new QTableWidget(6, 3);
    table->horizontalHeader()->setStretchLastSection(true);
    m_answer->setReadOnly(true);
    m_answer->setPlainText(u"Nothing sent yet"_s);
    auto *above = new QWidget, *below = new QWidget, *work = new QWidget;
    above->setLayout(lined(new QVBoxLayout,
        {line, makeTabs({u"Params"_s, u"Headers"_s, u"Auth"_s, u"Body"_s, u"Settings"_s, u"As sent"_s}), table}));
    below->setLayout(lined(new QVBoxLayout, {makeTabs({u"Body"_s, u"Headers"_s, u"Cookies"_s, u"Exchange"_s}), m_answer}));
    auto *split = new QSplitter(Qt::Vertical);
    split->addWidget(above);
    split->addWidget(below);
    work->setLayout(lined(new QVBoxLayout, {makeTabs({u"A request"_s, u"Another"_s}), split}));
    return work;
}

QWidget *BareWindow::makeCards()
{
    auto *cards = new QWidget;
    auto *layout = new QVBoxLayout(cards);
    for (int i = 0; i < 3; ++i)
        layout->addLayout(lined(new QVBoxLayout, {new QLabel(u"Account %1"_s.arg(i)), new QLabel(u"active"_s), new QPushButton(u"Refresh"_s)}));
    layout->addStretch(1);
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setWidget(cards);
    return area;
}

void BareWindow::setAnswer(const QString &text)
{
    m_answer->setPlainText(text);
}

}
