#include "ui/shell/EnvironmentPicker.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Buttons.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QActionGroup>
#include <QtGui/QPainter>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStyleOptionButton>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double dot = 8, padding = 12, widest = 220;

QString menuText(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

}

EnvironmentPicker::EnvironmentPicker(const Theme &theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
    , m_menu(new QMenu(this))
{
    setObjectName(u"environmentPicker"_s);
    setShortcut(QKeySequence(u"Ctrl+E"_s));
    setToolTip(tr("The environment whose identities are offered first (Ctrl+E)"));
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &EnvironmentPicker::fillMenu);
    setEnvironment({});
}

void EnvironmentPicker::setEnvironments(const QStringList &names)
{
    m_names = names;
}

void EnvironmentPicker::setEnvironment(const QString &name)
{
    m_environment = name;
    setAccessibleName(tr("Environment: %1").arg(shownName()));
    updateGeometry();
    update();
}

QString EnvironmentPicker::shownName() const
{
    return m_environment.isEmpty() ? tr("All environments") : m_environment;
}

void EnvironmentPicker::fillMenu()
{
    m_menu->clear();
    auto *group = new QActionGroup(m_menu);
    const auto add = [&](const QString &name, const QString &text) {
        QAction *action = m_menu->addAction(menuText(text));
        action->setCheckable(true);
        action->setChecked(name == m_environment);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, name] {
            setEnvironment(name);
            Q_EMIT chosen(name);
        });
    };
    add({}, tr("All environments"));
    QStringList names = m_names;
    if (!m_environment.isEmpty() && !names.contains(m_environment))
        names << m_environment;
    for (const QString &name : std::as_const(names))
        add(name, name);
    if (names.isEmpty())
        return;
    m_menu->addSeparator();
    QMenu *network = m_menu->addMenu(tr("Network settings of"));
    for (const QString &name : std::as_const(names))
        connect(network->addAction(menuText(name) + u"…"_s), &QAction::triggered, this,
            [this, name] { Q_EMIT networkRequested(name); });
}

QSize EnvironmentPicker::sizeHint() const
{
    const int words = QFontMetrics(font()).horizontalAdvance(shownName());
    return {std::min(words, m_theme.px(widest)) + m_theme.px(2 * padding + dot + 8 + 18), m_theme.px(28)};
}

void EnvironmentPicker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    paintButtonGround(m_theme, option, painter, this);
    const int side = m_theme.px(dot);
    const QRect mark(m_theme.px(padding), (height() - side) / 2, side, side);
    drawBox(painter, mark, side / 2.0, m_theme.color(m_environment.isEmpty() ? Token::Faint : Token::Ok), {});
    QRect words = rect().adjusted(m_theme.px(padding + dot + 8), 0, -m_theme.px(26), 0);
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        painter.fontMetrics().elidedText(shownName(), Qt::ElideRight, words.width()));
    drawChevron(painter, QPointF(width() - m_theme.px(14), height() / 2.0 + 0.5), m_theme.px(7), Qt::DownArrow,
        m_theme.color(Token::Dim));
}

}
