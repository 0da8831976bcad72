#include "ui/composer/RequestLine.h"

#include "ui/composer/MethodPicker.h"
#include "ui/composer/UrlEdit.h"
#include "ui/response/LockButton.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// "https://host:8443" of "https://host:8443/path?x", "{{baseUrl}}" of "{{baseUrl}}/path".
QString placeOf(const QString &url)
{
    static const QRegularExpression place(u"^(?:[^/?#]*://)?[^/?#]*"_s);
    return place.match(url).captured().trimmed();
}

}

RequestLine::RequestLine(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QHBoxLayout(this))
    , m_method(new MethodPicker(theme))
    , m_url(new UrlEdit(theme))
    , m_lock(new LockButton(theme))
    , m_send(new QPushButton)
    , m_ways(new QToolButton)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_send->setObjectName(u"send"_s);
    m_send->setAutoDefault(false);
    setTall(m_send);
    m_layout->addWidget(m_method);
    m_layout->addWidget(m_url, 1);
    auto *sending = new QHBoxLayout; // one thing in two parts
    sending->setSpacing(2);
    sending->addWidget(m_send);
    m_ways->setObjectName(u"sendWays"_s);
    m_ways->setAccessibleName(tr("Other ways to send"));
    m_ways->setToolTip(tr("Other ways to send: break it on purpose"));
    m_ways->setIcon(themedIcon(theme, Icon::ChevronDown, Token::OnAccent));
    m_ways->setFocusPolicy(Qt::TabFocus);
    setButtonRole(m_ways, ButtonRole::Primary);
    setTall(m_ways);
    sending->addWidget(m_ways);
    m_layout->addLayout(sending);
    connect(m_ways, &QToolButton::clicked, this, &RequestLine::openWays);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            Q_EMIT cancelRequested();
        else
            Q_EMIT sendRequested();
    });
    connect(m_url, &UrlEdit::sendRequested, this, &RequestLine::sendRequested);
    connect(m_url, &UrlEdit::edited, this, [this] { setInvalid(m_url, false); });
    connect(m_method, &MethodPicker::methodChanged, this, [this] { setInvalid(m_method, false); });
    m_lock->setObjectName(u"requestLock"_s);
    m_lock->setFocusPolicy(Qt::NoFocus); // the one at the answer's head is for keys
    m_url->setLeading(m_lock);
    connect(m_lock, &LockButton::clicked, this, &RequestLine::connectionRequested);
    connect(m_url, &QPlainTextEdit::textChanged, this, &RequestLine::showLock);
    connect(&theme, &Theme::changed, this, &RequestLine::render);
    render();
}

void RequestLine::setIdentityPicker(QWidget *picker)
{
    m_layout->insertWidget(0, picker);
    setTabOrder(picker, m_method);
}

void RequestLine::setRunning(bool isRunning)
{
    if (isRunning && !m_isRunning)
        m_askedPlace = placeOf(m_url->text());
    m_isRunning = isRunning;
    render();
}

void RequestLine::setLock(const std::optional<ConnectionLock> &lock)
{
    m_sentPlace = m_askedPlace;
    m_known = lock;
    showLock();
}

// It may be edited at any time, and back again.
void RequestLine::showLock()
{
    const auto lock = placeOf(m_url->text()) == m_sentPlace ? m_known : std::nullopt;
    if (lock != m_lock->lock())
        m_lock->setLock(lock);
}

void RequestLine::showError(Field field)
{
    QWidget *widget = field == Field::Method ? static_cast<QWidget *>(m_method) : m_url;
    setInvalid(widget, true);
    widget->setFocus();
}

void RequestLine::clearErrors()
{
    setInvalid(m_url, false);
    setInvalid(m_method, false);
}

void RequestLine::openWays()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"sendMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *send = menu->addAction(tr("Send as it is\tCtrl+Return"));
    connect(send, &QAction::triggered, this, &RequestLine::sendRequested);
    QAction *broken = menu->addAction(tr("Break it on purpose…\tCtrl+Shift+B"));
    broken->setObjectName(u"breakOnPurpose"_s);
    connect(broken, &QAction::triggered, this, &RequestLine::breakRequested);
    menu->popup(m_ways->mapToGlobal(QPoint(m_ways->width() - menu->sizeHint().width(), m_ways->height())));
}

void RequestLine::render()
{
    m_layout->setSpacing(m_theme.px(8));
    m_send->setText(m_isRunning ? tr("Cancel") : tr("Send"));
    m_send->setToolTip(m_isRunning ? tr("Stop waiting (Esc)") : tr("Send this request (Ctrl+Enter, F5)"));
    setButtonRole(m_send, m_isRunning ? ButtonRole::Secondary : ButtonRole::Primary);
    // As wide as the wider of the two words: the button must not jump under the pointer.
    const QFontMetrics metrics(m_theme.font(TextRole::Strong));
    m_ways->setFixedWidth(m_theme.px(24));
    m_ways->setEnabled(!m_isRunning); // Cancel is all there is to do then
    m_send->setFixedWidth(qMax(metrics.horizontalAdvance(tr("Cancel")), metrics.horizontalAdvance(tr("Send"))) + m_theme.px(28));
}

}
