#include "ui/widgets/Popover.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

Popover *Popover::open(const Theme &theme, QWidget *anchor, const QString &title, const QString &text,
    const QList<ErrorBanner::Action> &actions)
{
    auto *popover = new Popover(theme, anchor, title, text, actions);
    popover->adjustSize();
    const QRect screen = anchor->screen()->availableGeometry();
    const QRect from(anchor->mapToGlobal(QPoint()), anchor->size());
    const int gap = theme.px(4);
    QPoint place(from.left(), from.top() - popover->height() - gap);
    if (place.y() < screen.top())
        place.setY(from.bottom() + gap);
    place.setX(std::clamp(place.x(), screen.left(), std::max(screen.left(), screen.right() - popover->width())));
    popover->move(place);
    popover->show();
    return popover;
}

Popover::Popover(const Theme &theme, QWidget *anchor, const QString &title, const QString &text,
    const QList<ErrorBanner::Action> &actions)
    : QFrame(anchor, Qt::Popup)
    , m_theme(theme)
{
    setObjectName(u"popover"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(title + u". "_s + text);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(6);
    layout->addWidget(new TextLabel(theme, TextRole::Strong, Token::Text, title));
    auto *words = new TextLabel(theme, TextRole::Body, Token::Dim, text);
    words->setWordWrap(true);
    words->setMinimumWidth(theme.px(320));
    layout->addWidget(words);
    if (actions.isEmpty())
        return;
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 6, 0, 0);
    for (const ErrorBanner::Action &action : actions) {
        auto *button = new QPushButton(action.text);
        button->setObjectName(u"popoverAction"_s);
        connect(button, &QPushButton::clicked, anchor, [this, run = action.run] {
            close();
            run();
        });
        row->addWidget(button);
    }
    row->addStretch();
    layout->addLayout(row);
}

void Popover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), 0, m_theme.color(Token::Raised), m_theme.color(Token::Line));
}

}
