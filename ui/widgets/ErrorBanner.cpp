#include "ui/widgets/ErrorBanner.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

struct Look {
    Token ground, ink;
    Icon icon;
};

Look lookOf(ErrorBanner::Kind kind)
{
    switch (kind) {
    case ErrorBanner::Kind::Error:
        return {Token::BadGround, Token::BadText, Icon::Error};
    case ErrorBanner::Kind::Warning:
        return {Token::WarnGround, Token::WarnText, Icon::Warning};
    case ErrorBanner::Kind::Info:
        return {Token::AccentGround, Token::AccentText, Icon::Info};
    }
    Q_UNREACHABLE();
}

}

ErrorBanner::ErrorBanner(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel)
    , m_message(new TextLabel(theme))
    , m_detail(new TextLabel(theme, TextRole::Small, Token::Text))
    , m_actionRow(new QWidget)
    , m_actions(new QHBoxLayout(m_actionRow))
    , m_close(new QToolButton)
{
    setObjectName(u"errorBanner"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);

    m_icon->setTextFormat(Qt::PlainText);
    for (TextLabel *label : {m_message, m_detail}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_message->setObjectName(u"bannerMessage"_s);
    m_detail->setObjectName(u"bannerDetail"_s);
    m_close->setObjectName(u"bannerClose"_s);
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setIcon(themedIcon(theme, Icon::Close));
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT dismissed();
    });

    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_message);
    words->addWidget(m_detail);
    m_actions->setContentsMargins(0, 4, 0, 0);
    m_actions->setSpacing(8);
    words->addWidget(m_actionRow);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 6, 8);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(m_close, 0, Qt::AlignTop);
    connect(&theme, &Theme::changed, this, &ErrorBanner::paintIcon);
    hide();
}

void ErrorBanner::say(Kind kind, const QString &message, const QString &detail, const QList<Action> &actions)
{
    m_kind = kind;
    m_message->setText(message);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    qDeleteAll(m_actionRow->findChildren<QPushButton *>(Qt::FindDirectChildrenOnly));
    while (QLayoutItem *rest = m_actions->takeAt(0)) // the stretch
        delete rest;
    for (const Action &action : actions) {
        auto *button = new QPushButton(action.text);
        button->setObjectName(u"bannerAction"_s);
        // Queued: what runs may change or remove this banner, and with it the button.
        connect(button, &QPushButton::clicked, this, action.run, Qt::QueuedConnection);
        m_actions->addWidget(button);
    }
    m_actions->addStretch();
    m_actionRow->setVisible(!actions.isEmpty());
    paintIcon();
    setAccessibleName(detail.isEmpty() ? message : message + u' ' + detail);
    setVisible(true);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void ErrorBanner::sayError(const Error &error, const QList<Action> &actions)
{
    say(error.kind == ErrorKind::Cancelled ? Kind::Info : Kind::Error, error.message, error.detail, actions);
}

void ErrorBanner::clear()
{
    hide();
    m_message->clear();
    m_detail->clear();
}

void ErrorBanner::setDismissable(bool isDismissable)
{
    m_close->setVisible(isDismissable);
}

QString ErrorBanner::message() const
{
    return m_message->text();
}

void ErrorBanner::paintIcon()
{
    const Look look = lookOf(m_kind);
    m_icon->setPixmap(iconPixmap(look.icon, m_theme.color(look.ink), m_theme.px(18), devicePixelRatioF()));
    m_icon->setContentsMargins(0, m_theme.px(0), 0, 0);
    update();
}

void ErrorBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(9), m_theme.color(lookOf(m_kind).ground), {});
}

}
