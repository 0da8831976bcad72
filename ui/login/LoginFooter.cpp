#include "ui/login/LoginFooter.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/Ticker.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int mostLines = 7; // of the request: the form above it must stay in sight
constexpr Milliseconds patience = 2s; // then it is said that some servers take their time

}

LoginFooter::LoginFooter(const Theme &theme, Ticker &ticker, QWidget *parent)
    : QWidget(parent)
    , m_ticker(ticker)
    , m_line(new ElidedLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_show(new QPushButton(this))
    , m_request(new ReadOnlyText(theme, this))
    , m_patience(new TextLabel(theme, TextRole::Small, Token::Dim, tr("Some servers take seconds to say no."), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_submit(new QPushButton(this))
{
    m_patience->setObjectName(u"loginPatience"_s);
    m_patience->setWordWrap(true); // beside the buttons, in two lines where it must be
    m_line->setObjectName(u"loginSends"_s);
    m_show->setObjectName(u"loginShowRequest"_s);
    setButtonRole(m_show, ButtonRole::Link);
    m_request->setObjectName(u"loginRequest"_s);
    m_request->setMostLines(mostLines);
    m_request->edit()->setAccessibleName(tr("The request as it will be sent"));
    m_cancel->setObjectName(u"loginCancel"_s);
    m_submit->setObjectName(u"loginSubmit"_s);
    m_submit->setDefault(true);
    setButtonRole(m_submit, ButtonRole::Primary);
    for (QPushButton *button : {m_cancel, m_submit})
        setTall(button);

    auto *line = new QHBoxLayout;
    line->setSpacing(theme.px(2));
    line->addWidget(m_line);
    line->addWidget(m_show);
    line->addStretch();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(10));
    buttons->addWidget(m_patience, 1);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_submit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(8));
    column->addLayout(line);
    column->addWidget(m_request);
    column->addLayout(buttons);

    connect(m_show, &QPushButton::clicked, this, [this] { showRequest(m_request->isHidden()); });
    connect(m_submit, &QPushButton::clicked, this, &LoginFooter::submitted);
    connect(m_cancel, &QPushButton::clicked, this, &LoginFooter::cancelled);
    showRequest(false);
    render();
}

void LoginFooter::setRequest(const QString &summary, const QString &whole)
{
    m_summary = summary;
    m_hasRequest = !whole.isEmpty();
    m_request->setText(whole);
    if (whole.isEmpty())
        showRequest(false);
    render();
}

void LoginFooter::showRequest(bool isShown)
{
    m_request->setVisible(isShown);
    m_show->setText(isShown ? tr("hide request") : tr("show request"));
}

void LoginFooter::setSubmit(const QString &label)
{
    m_submit->setText(label);
    m_submit->setVisible(!label.isEmpty());
}

void LoginFooter::startSending()
{
    m_since = m_ticker.clock().boot();
    m_progressText = tr("Sending");
    m_submit->setEnabled(false);
    m_ticker.start(this, [this] {
        render();
        return Milliseconds(1s);
    });
}

void LoginFooter::setProgress(const QString &text)
{
    m_progressText = text;
    render();
}

void LoginFooter::stopSending()
{
    m_ticker.stop(this);
    m_since.reset();
    m_submit->setEnabled(true);
    render();
}

Milliseconds LoginFooter::elapsed() const
{
    return m_since ? m_ticker.clock().boot() - *m_since : Milliseconds(0);
}

void LoginFooter::render()
{
    const Milliseconds passed = elapsed();
    m_line->setText(m_since
            ? tr("%1, %2 s").arg(m_progressText).arg(std::chrono::floor<std::chrono::seconds>(passed).count())
            : m_summary);
    m_line->setVisible(!m_line->text().isEmpty());
    m_show->setVisible(!m_since && m_hasRequest);
    m_patience->setVisible(passed >= patience);
}

}
