#include "ui/shell/TopBar.h"

#include "ui/shell/EnvironmentPicker.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

TopBar::TopBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_mark(new QLabel)
    , m_environment(new EnvironmentPicker(theme))
    , m_menu(new QToolButton)
{
    setObjectName(u"topBar"_s);
    setSurface(this, Surface::Panel);
    m_mark->setTextFormat(Qt::PlainText);
    m_menu->setObjectName(u"mainMenu"_s);
    m_menu->setAccessibleName(tr("Menu"));
    m_menu->setToolTip(tr("Everything else (F10)"));
    m_menu->setIcon(themedIcon(theme, Icon::Menu, Token::Text));
    m_menu->setFocusPolicy(Qt::TabFocus);
    auto *open = new QShortcut(QKeySequence(Qt::Key_F10), this);
    connect(open, &QShortcut::activated, this, &TopBar::openMenu);
    connect(m_menu, &QToolButton::pressed, this, &TopBar::openMenu);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 8, 6);
    layout->setSpacing(6);
    layout->addWidget(m_mark);
    layout->addWidget(new TextLabel(theme, TextRole::Strong, Token::AccentText, u"Tessera"_s));
    layout->addStretch();
    layout->addWidget(m_environment);
    layout->addWidget(m_menu);
    paintMark();
    connect(&theme, &Theme::changed, this, &TopBar::paintMark);
}

void TopBar::setMenu(QMenu *menu)
{
    m_contents = menu;
    connect(menu, &QMenu::aboutToHide, m_menu, [this] { m_menu->setDown(false); }); // the menu got the end of the click
}

// Not the button's own menu: that one is shown by a nested event loop.
void TopBar::openMenu()
{
    if (!m_contents)
        return;
    const QPoint corner = m_menu->mapToGlobal(QPoint(m_menu->width(), m_menu->height() + 2));
    m_contents->popup(corner - QPoint(m_contents->sizeHint().width(), 0));
    m_contents->setActiveAction(nullptr);
}

void TopBar::paintMark()
{
    m_mark->setPixmap(iconPixmap(Icon::Diamond, m_theme.color(Token::Text), m_theme.px(13), devicePixelRatioF()));
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.color(Token::Line));
}

}
