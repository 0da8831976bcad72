#include "ui/response/ClockDialog.h"

#include "app/base/TimeText.h"
#include "app/http/Origin.h"
#include "ui/response/FactTable.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogPlace.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <chrono>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int wide = 560;
constexpr Milliseconds tellsSkew = 5s;

QString differenceText(const ServerClock &clock)
{
    const QString about = ClockDialog::tr("give or take %1 s").arg(double(clock.uncertainty.count()) / 1000, 0, 'f', 1);
    if (clock.offset == 0ms)
        return ClockDialog::tr("none that can be told, %1").arg(about);
    return (clock.offset > 0ms ? ClockDialog::tr("the server is %1 ahead, %2") : ClockDialog::tr("the server is %1 behind, %2"))
        .arg(TimeText::length(std::chrono::round<std::chrono::seconds>(std::chrono::abs(clock.offset))), about);
}

TextLabel *words(const Theme &theme, TextRole role, Token color, const QString &text)
{
    auto *label = new TextLabel(theme, role, color, text);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}

ClockDialog::Reading ClockDialog::read(const RunResult &result)
{
    Reading reading;
    if (const HttpExchange *last = result.last(); last && !last->hops.isEmpty()) {
        const HttpHop &hop = last->last();
        const auto [sentAt, answeredAt] = hop.headTrip();
        const auto origin = Origin::of(hop.url);
        reading.server = origin ? origin->authority() : QString();
        reading.clock = ServerClock::fromDate(hop.headers, sentAt, answeredAt);
        reading.here = answeredAt;
        reading.there = answeredAt + (reading.clock ? reading.clock->offset : 0ms);
    }
    for (const Finding &finding : result.diagnosis.findings)
        for (const Evidence &evidence : finding.evidence)
            if (evidence.place == Evidence::Place::Token && !reading.sentences.contains(evidence.text))
                reading.sentences += evidence.text;
    return reading;
}

QString ClockDialog::command()
{
#if defined(Q_OS_WIN)
    return u"w32tm /resync"_s;
#elif defined(Q_OS_MACOS)
    return u"sudo sntp -sS time.apple.com"_s;
#else
    return u"sudo timedatectl set-ntp true"_s;
#endif
}

ClockDialog *ClockDialog::open(const Theme &theme, const Reading &reading, bool hasToken, QWidget *parent)
{
    auto *dialog = new ClockDialog(theme, reading, hasToken, parent);
    dialog->QDialog::open();
    return dialog;
}

ClockDialog::ClockDialog(const Theme &theme, const Reading &reading, bool hasToken, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
{
    setObjectName(u"clockDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Two clocks"));
    setSurface(this, Surface::Raised);
    auto *look = new QPushButton(tr("Look at the token"));
    look->setObjectName(u"clockToken"_s);
    if (!hasToken)
        look->hide();
    connect(look, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT tokenRequested();
    });
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"clockClose"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.px(8));
    buttons->addStretch(1);
    buttons->addWidget(look);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(new TextLabel(theme, TextRole::Heading, Token::Text, tr("Two clocks")));
    layout->addWidget(words(theme, TextRole::Body, Token::Dim,
        tr("A token's times are judged by the server's clock. Tessera counts with the difference; a token that was made elsewhere, or kept too long, does not.")));
    layout->addWidget(makeFacts(reading));
    layout->addWidget(makeCommand());
    layout->addLayout(buttons);
    close->setDefault(true);
    close->setFocus();
    placeDialog(*this, {theme.px(wide), layout->totalHeightForWidth(theme.px(wide))});
}

QWidget *ClockDialog::makeFacts(const Reading &reading)
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(6));
    auto *facts = new FactTable(m_theme);
    facts->setObjectName(u"clockFacts"_s);
    if (reading.clock) {
        facts->add(tr("This computer"), TimeText::utc(reading.here));
        facts->add(reading.server, TimeText::utc(reading.there));
        if (std::chrono::abs(reading.clock->offset) > tellsSkew)
            facts->addWarning(tr("Difference"), differenceText(*reading.clock));
        else
            facts->add(tr("Difference"), differenceText(*reading.clock));
    } else {
        facts->add(tr("Difference"), tr("not known: the answer has no Date"));
    }
    layout->addWidget(facts);
    for (const QString &sentence : reading.sentences)
        layout->addWidget(words(m_theme, TextRole::Body, Token::Text, sentence));
    return column;
}

QWidget *ClockDialog::makeCommand()
{
    auto *column = new QWidget;
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(m_theme.px(6));
    layout->addWidget(words(m_theme, TextRole::Body, Token::Dim,
        tr("Where this computer is the one that is wrong, this lets it take its time from the network. Run it in a terminal; it asks for an administrator.")));
    auto *text = new ReadOnlyText(m_theme);
    text->setText(command());
    text->edit()->setObjectName(u"clockCommand"_s);
    text->edit()->setAccessibleName(tr("Command that sets the clock"));
    auto *copy = new QPushButton(tr("Copy"));
    copy->setObjectName(u"clockCopy"_s);
    copy->setAccessibleName(tr("Copy the command"));
    connect(copy, &QPushButton::clicked, this, [copy] {
        QGuiApplication::clipboard()->setText(command());
        copy->setText(tr("Copied"));
    });
    auto *line = new QHBoxLayout;
    line->setSpacing(m_theme.px(8));
    line->addWidget(text, 1);
    line->addWidget(copy);
    layout->addLayout(line);
    return column;
}

}
