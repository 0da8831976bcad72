#include "tests/bench/ui/base/BareWindow.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
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

QFont fontOf(qreal share, bool isBold)
{
    QFont font;
    font.setPointSizeF(font.pointSizeF() * share);
    font.setBold(isBold);
    return font;
}

QLabel *makeHeading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(fontOf(1, true));
    return label;
}

QLabel *makeSentence(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(fontOf(0.9, false));
    label->setWordWrap(true);
    return label;
}

QToolButton *makeButton(const QString &text)
{
    auto *button = new QToolButton;
    button->setText(text);
    button->setFont(fontOf(0.9, false));
    return button;
}

QWidget *makePanel(QBoxLayout *head, const QString &title, const QString &text, QPushButton *action)
{
    auto *panel = new QWidget;
    auto *layout = new QVBoxLayout(panel);
    layout->addLayout(head);
    layout->addStretch(2);
    layout->addWidget(makeHeading(title));
    layout->addWidget(makeSentence(text));
    if (action)
        layout->addWidget(action, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return panel;
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
    work->addWidget(makeRight());
    auto *dock = new QSplitter(Qt::Vertical);
    dock->addWidget(work);
    dock->addWidget(makeBottom());
    dock->setStretchFactor(0, 1);
    auto *status = lined(new QHBoxLayout, {makeButton(u"Keychain unlocked"_s), makeButton(u"Online"_s), makeButton(u"Nobody"_s)});
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(dock, 1);
    layout->addLayout(status);
    resize(1280, 820);
}

QWidget *BareWindow::makeSide()
{
    auto *tree = new QTreeWidget;
    for (int i = 0; i < 4; ++i) {
        auto *api = new QTreeWidgetItem(tree, {u"An API %1"_s.arg(i)});
        for (int j = 0; j < 8; ++j)
            new QTreeWidgetItem(api, {u"A request %1"_s.arg(j)});
    }
    tree->setHeaderHidden(true);
    auto *side = new QWidget;
    side->setLayout(lined(new QVBoxLayout, {makeHeading(u"Requests"_s), new QLineEdit, tree}));
    return side;
}

QWidget *BareWindow::makeWork()
{
    auto *method = new QComboBox;
    method->addItems({u"GET"_s, u"POST"_s});
    auto *url = new QLineEdit(u"https://api.example.com/v1/processes"_s);
    url->setObjectName(u"url"_s);
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    url->setFont(fixed);
    auto *line = new QWidget;
    line->setLayout(lined(new QHBoxLayout, {new QPushButton(u"Nobody"_s), method, url, new QPushButton(u"Send"_s)}));
    auto *table = new QTableWidget(3, 3);
    table->horizontalHeader()->hide();
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->setFont(fixed);
    for (int i = 0; i < 2; ++i) {
        table->setItem(i, 1, new QTableWidgetItem(u"name"_s));
        table->setItem(i, 2, new QTableWidgetItem(u"value"_s));
    }
    m_answer->setReadOnly(true);
    m_answer->setFont(fixed);
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

QWidget *BareWindow::makeRight()
{
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(makePanel(lined(new QHBoxLayout, {makeHeading(u"Accounts"_s), makeButton(u"+ Another"_s)}), u"No account yet"_s,
        u"Whoever is here has a card with what there is to say of him, and the time that is left."_s, new QPushButton(u"Another"_s)));
    right->addWidget(makePanel(lined(new QHBoxLayout, {makeHeading(u"Token"_s), makeButton(u"..."_s)}), u"Nothing to look at"_s,
        u"Choose an account, or paste any text: it is looked at on this computer and not saved."_s, new QPushButton(u"Look at a text"_s)));
    return right;
}

QWidget *BareWindow::makeBottom()
{
    auto *head = lined(new QHBoxLayout, {makeHeading(u"Timeline"_s)});
    head->addStretch(1);
    for (const QString &text : {u"?"_s, u"Away"_s})
        head->addWidget(makeButton(text));
    return makePanel(head, u"What happened appears here"_s,
        u"A lane shows how long each of them lived, and all that was done with it, as it happens."_s, nullptr);
}

void BareWindow::setAnswer(const QString &text)
{
    m_answer->setPlainText(text);
}

}
