#include "ui/credentials/TokenLine.h"

#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortEnough = 28; // fits beside its name without being cut
constexpr int mostLines = 14;
constexpr Milliseconds saidFor = std::chrono::seconds(4);

}

TokenLine::TokenLine(const Theme &theme, Ticker &ticker, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_label(name)
    , m_name(new TextLabel(theme, TextRole::Small, Token::Dim, name, this))
    , m_short(new ElidedLabel(theme, TextRole::Mono, Token::Text, {}, this))
    , m_whole(new ReadOnlyText(theme, this))
    , m_eye(new QToolButton(this))
    , m_copy(new QToolButton(this))
{
    m_short->setObjectName(u"tokenMasked"_s);
    m_whole->setObjectName(u"tokenRevealed"_s);
    m_whole->setMostLines(mostLines);
    m_whole->edit()->setAccessibleName(tr("%1, shown").arg(name));
    m_eye->setObjectName(u"tokenReveal"_s);
    m_copy->setObjectName(u"tokenCopy"_s);
    m_copy->setAccessibleName(tr("Copy %1").arg(name));
    m_copy->setToolTip(tr("Copy; it leaves the clipboard again after 30 seconds"));

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.px(8));
    grid->setVerticalSpacing(theme.px(2));
    grid->setColumnMinimumWidth(0, theme.px(84));
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_name, 0, 0);
    grid->addWidget(m_short, 0, 1);
    grid->addWidget(m_eye, 0, 2);
    grid->addWidget(m_copy, 0, 3);
    grid->addWidget(m_whole, 1, 0, 1, 4);
    connect(m_eye, &QToolButton::clicked, this, [this] { setRevealed(!m_isRevealed); });
    connect(m_copy, &QToolButton::clicked, this, [this] {
        Q_EMIT copyRequested();
        sayCopied();
    });
    render();
}

void TokenLine::sayCopied()
{
    const BootTime until = m_ticker.clock().boot() + saidFor;
    m_ticker.start(this, [this, until] {
        const Milliseconds left = until - m_ticker.clock().boot();
        m_isCopiedSaid = left.count() > 0;
        render();
        if (!m_isCopiedSaid)
            m_ticker.stop(this);
        return m_isCopiedSaid ? left : saidFor;
    });
    QAccessibleEvent said(m_short, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&said);
}

void TokenLine::setValue(const Secret &value, bool isSecret, bool showsBeginning)
{
    if (value == m_value && isSecret == m_isSecret && showsBeginning == m_showsBeginning)
        return;
    m_showsBeginning = showsBeginning;
    m_value = value;
    m_isSecret = isSecret;
    m_isRevealed = false;
    render();
}

void TokenLine::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    render();
}

void TokenLine::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_ticker.stop(this);
    m_isCopiedSaid = false;
    if (!event->spontaneous())
        setRevealed(false);
}

void TokenLine::render()
{
    const bool isShort = m_value.size() <= shortEnough;
    const bool isOpen = m_isRevealed || !m_isSecret;
    m_short->setText(m_isCopiedSaid ? tr("Copied for 30 s")
            : isOpen && isShort     ? m_value.reveal()
            : m_isSecret            ? (m_showsBeginning ? m_value : Secret()).masked()
                                    : m_value.reveal());
    m_short->setRole(m_isCopiedSaid ? TextRole::Small : TextRole::Mono);
    m_short->setColor(m_isCopiedSaid ? Token::OkText : Token::Text);
    m_copy->setIcon(themedIcon(m_theme, m_isCopiedSaid ? Icon::Check : Icon::Copy));
    const bool isWhole = m_isRevealed && !isShort;
    m_whole->setText(isWhole ? m_value.reveal() : QString());
    m_whole->setVisible(isWhole);
    m_eye->setVisible(m_isSecret);
    m_eye->setIcon(themedIcon(m_theme, m_isRevealed ? Icon::EyeOff : Icon::Eye));
    m_eye->setAccessibleName(m_isRevealed ? tr("Hide %1").arg(m_label) : tr("Show %1").arg(m_label));
    m_eye->setToolTip(m_isRevealed ? tr("Hide") : tr("Show"));
}

}
