#include "ui/composer/RequestLine.h"

#include "ui/composer/MethodPicker.h"
#include "ui/composer/UrlEdit.h"
#include "ui/response/LockButton.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"

#include <QtCore/QRegularExpression>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

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
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_send->setObjectName(u"send"_s);
    m_send->setAutoDefault(false);
    setTall(m_send);
    m_layout->addWidget(m_method);
    m_layout->addWidget(m_url, 1);
    m_layout->addWidget(m_send);
    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            Q_EMIT cancelRequested();
        else
            Q_EMIT sendRequested();
    });
    connect(m_url, &UrlEdit::sendRequested, this, &RequestLine::sendRequested);
    connect(m_method, &MethodPicker::sendRequested, this, &RequestLine::sendRequested);
    connect(m_url, &UrlEdit::edited, this, [this] { setInvalid(m_url, false); });
    connect(m_method, &MethodPicker::methodChanged, this, [this] { setInvalid(m_method, false); });
    m_lock->setObjectName(u"requestLock"_s);
    m_lock->setFocusPolicy(Qt::NoFocus); // the one at the answer's head is for keys
    m_url->setLeading(m_lock);
    connect(m_lock, &LockButton::clicked, this, &RequestLine::connectionRequested);
    connect(m_url, &QPlainTextEdit::textChanged, this, [this] {
        if (m_lock->lock() && placeOf(m_url->text()) != m_sentPlace)
            m_lock->setLock({});
    });
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
        m_sentPlace = placeOf(m_url->text());
    m_isRunning = isRunning;
    render();
}

void RequestLine::setLock(const std::optional<ConnectionLock> &lock)
{
    const bool isOfThis = placeOf(m_url->text()) == m_sentPlace; // it may have been edited while the answer was awaited
    m_lock->setLock(isOfThis ? lock : std::nullopt);
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

void RequestLine::render()
{
    m_layout->setSpacing(m_theme.px(8));
    m_send->setText(m_isRunning ? tr("Cancel") : tr("Send"));
    m_send->setToolTip(m_isRunning ? tr("Stop waiting (Esc)") : tr("Send this request (Ctrl+Enter, F5)"));
    setButtonRole(m_send, m_isRunning ? ButtonRole::Secondary : ButtonRole::Primary);
    // As wide as the wider of the two words: the button must not jump under the pointer.
    const QFontMetrics metrics(m_theme.font(TextRole::Strong));
    m_send->setFixedWidth(qMax(metrics.horizontalAdvance(tr("Cancel")), metrics.horizontalAdvance(tr("Send"))) + m_theme.px(28));
}

}
