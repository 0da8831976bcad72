#include "ui/credentials/TokenLine.h"

#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/ReadOnlyText.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QToolButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortEnough = 28; // fits beside its name without being cut
constexpr int mostLines = 5;

}

TokenLine::TokenLine(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_label(name)
    , m_name(new TextLabel(theme, TextRole::Small, Token::Dim, name, this))
    , m_short(new ElidedLabel(theme, TextRole::Mono, Token::Text, {}, this))
    , m_whole(new ReadOnlyText(theme, this))
    , m_eye(new QToolButton(this))
    , m_copy(new QToolButton(this))
{
    setObjectName(u"tokenLine_"_s + name);
    m_short->setObjectName(u"tokenMasked"_s);
    m_whole->setObjectName(u"tokenRevealed"_s);
    m_whole->setMostLines(mostLines);
    m_whole->edit()->setAccessibleName(tr("%1, shown").arg(name));
    m_eye->setObjectName(u"tokenReveal"_s);
    m_copy->setObjectName(u"tokenCopy"_s);
    m_copy->setIcon(themedIcon(theme, Icon::Copy));
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
    connect(m_copy, &QToolButton::clicked, this, &TokenLine::copyRequested);
    render();
}

void TokenLine::setValue(const Secret &value, bool isSecret)
{
    if (value == m_value && isSecret == m_isSecret)
        return;
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
    if (!event->spontaneous() && m_isRevealed)
        setRevealed(false);
}

void TokenLine::render()
{
    const bool isShort = m_value.size() <= shortEnough;
    const bool isOpen = m_isRevealed || !m_isSecret;
    m_short->setText(isOpen && isShort ? m_value.reveal() : m_isSecret ? m_value.masked() : m_value.reveal());
    const bool isWhole = m_isRevealed && !isShort;
    m_whole->setText(isWhole ? m_value.reveal() : QString());
    m_whole->setVisible(isWhole);
    m_eye->setVisible(m_isSecret);
    m_eye->setIcon(themedIcon(m_theme, m_isRevealed ? Icon::EyeOff : Icon::Eye));
    m_eye->setAccessibleName(m_isRevealed ? tr("Hide %1").arg(m_label) : tr("Show %1").arg(m_label));
    m_eye->setToolTip(m_isRevealed ? tr("Hide") : tr("Show"));
}

}
