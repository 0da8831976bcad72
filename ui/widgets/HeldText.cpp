#include "ui/widgets/HeldText.h"

#include "ui/theme/ButtonRole.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 100'000; // characters: some 50 ms of layout
constexpr qsizetype shownStart = 400;

}

HeldText::HeldText(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_about(new TextLabel(theme))
    , m_start(new ReadOnlyText(theme))
    , m_format(new QPushButton(tr("Format and edit")))
    , m_back(new QPushButton(tr("Back to the text before")))
{
    setObjectName(u"heldText"_s);
    m_about->setWordWrap(true);
    m_start->setMostLines(4);
    m_format->setObjectName(u"formatHeld"_s);
    m_back->setObjectName(u"heldBack"_s);
    auto *empty = new QPushButton(tr("Empty"));
    empty->setObjectName(u"heldEmpty"_s);
    setButtonRole(empty, ButtonRole::Quiet);
    setButtonRole(m_back, ButtonRole::Quiet);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addWidget(m_format);
    buttons->addWidget(m_back);
    buttons->addWidget(empty);
    buttons->addStretch(1);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_about);
    layout->addLayout(buttons); // what one can do, before what one can read
    layout->addWidget(m_start);
    layout->addStretch(1);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    content->resize(size()); // or it would be asked what it likes
    setWidget(content);
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    connect(m_format, &QPushButton::clicked, this, &HeldText::formatRequested);
    connect(m_back, &QPushButton::clicked, this, &HeldText::backRequested);
    connect(empty, &QPushButton::clicked, this, &HeldText::emptyRequested);
}

void HeldText::setText(const QString &text, bool canFormat, bool canGoBack)
{
    m_about->setText(tr("This text has a line that is too long to edit here: it has %1 in all. It is kept and sent exactly as it is.")
                         .arg(Quantity::size(text.toUtf8().size())));
    m_start->setText(text.left(shownStart) + u'…');
    m_format->setVisible(canFormat);
    m_back->setVisible(canGoBack);
    setFocusProxy(canFormat ? m_format : m_back);
}

bool HeldText::isNeededFor(const QString &text)
{
    for (qsizetype from = 0; text.size() - from > longestLine;) {
        const qsizetype end = text.lastIndexOf(u'\n', from + longestLine);
        if (end < from)
            return true;
        from = end + 1;
    }
    return false;
}

}
