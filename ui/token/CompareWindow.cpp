#include "ui/token/CompareWindow.h"

#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/token/AccessBox.h"
#include "ui/token/DiffModel.h"
#include "ui/token/DiffTable.h"
#include "ui/token/PasteField.h"
#include "ui/token/TokenLife.h"
#include "ui/widgets/DialogPlace.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/Ticker.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int lowWindow = 520, fewReasons = 3, usualReasons = 6;

}

CompareWindow::CompareWindow(const Theme &theme, Ticker &ticker, const QList<Offer> &offers, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_ticker(ticker)
    , m_offers(offers)
    , m_paste(new PasteField(theme))
    , m_answer(new AccessBox(theme))
    , m_summary(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_model(new DiffModel(theme, this))
{
    setObjectName(u"compareWindow"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare two tokens"));
    setSurface(this, Surface::Panel);
    m_summary->setObjectName(u"compareSummary"_s);
    m_summary->setWordWrap(true);
    m_paste->hide();
    auto *only = new QCheckBox(tr("Only what differs"));
    only->setObjectName(u"onlyDifferences"_s);
    auto *table = new DiffTable(theme, *m_model);
    table->setObjectName(u"diffTable"_s);
    table->setAccessibleName(tr("Claims of both tokens"));

    const int side = theme.px(16), gap = theme.px(10);
    auto *sides = new QHBoxLayout;
    sides->setSpacing(gap);
    sides->addWidget(makeSide(0), 1);
    sides->addWidget(makeSide(1), 1);
    auto *line = new QHBoxLayout;
    line->addWidget(m_summary, 1);
    line->addWidget(only);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(side, side, side, gap);
    head->setSpacing(gap);
    head->addLayout(sides);
    head->addWidget(m_paste);
    head->addWidget(m_answer);
    head->addLayout(line);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(theme.px(6), 0, theme.px(6), 0); // with a cell's own: where the words above begin
    below->addWidget(table);
    column->addLayout(below, 1);

    connect(table, &DiffTable::copyRequested, this, &CompareWindow::copyRequested);
    connect(only, &QCheckBox::toggled, m_model, &DiffModel::setOnlyDifferences);
    connect(m_paste, &PasteField::left, this, [this] { m_paste->hide(); });
    connect(m_paste, &PasteField::typed, this, &CompareWindow::takePasted);
    connect(m_paste, &PasteField::given, this, [this](const QString &text) {
        takePasted(text);
        m_paste->hide();
        m_sides[1 - m_pasteSide].choice->setFocus(Qt::OtherFocusReason);
    });
}

QWidget *CompareWindow::makeSide(int side)
{
    auto *box = new QWidget;
    auto *choice = new QComboBox;
    m_sides[side].choice = choice;
    choice->setObjectName(side == 0 ? u"compareFirst"_s : u"compareSecond"_s);
    choice->setAccessibleName(side == 0 ? tr("First token") : tr("Second token"));
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    fill(*choice);
    connect(choice, &QComboBox::activated, this, [this, side](int entry) { take(side, entry); });
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme.px(4));
    column->addWidget(new TextLabel(m_theme, TextRole::TinyStrong, Token::Dim, side == 0 ? tr("First") : tr("Second")));
    column->addWidget(choice);
    return box;
}

void CompareWindow::fill(QComboBox &choice) const
{
    choice.clear();
    for (const Offer &offer : m_offers)
        choice.addItem(offer.label);
    choice.addItem(tr("Paste a token…"));
    choice.setCurrentIndex(-1);
}

void CompareWindow::showChosen(const Side &side) const
{
    const QString label = labelOf(side.token);
    const int entry = side.choice->findText(label);
    if (entry < 0)
        side.choice->setPlaceholderText(label);
    side.choice->setCurrentIndex(entry);
}

QString CompareWindow::labelOf(const InspectedToken &token)
{
    return HiddenCharacters::shown(token.owner.isEmpty() ? token.name : tr("%1, %2").arg(token.name, token.whose()));
}

void CompareWindow::compare(const InspectedToken &first, const InspectedToken &second)
{
    set(0, first);
    if (second.isEmpty())
        askFor(1);
    else
        set(1, second);
}

void CompareWindow::takePasted(const QString &text)
{
    if (text.isEmpty())
        return empty(m_pasteSide, tr("Choose a token, or paste one below"));
    InspectedToken token;
    token.value = Secret(text);
    token.name = tr("pasted token");
    m_sides[m_pasteSide].token = token;
    m_sides[m_pasteSide].choice->setPlaceholderText(labelOf(token));
    m_sides[m_pasteSide].choice->setCurrentIndex(-1);
    showDiff();
}

void CompareWindow::choose(int side, int offer)
{
    take(side, offer);
}

void CompareWindow::take(int side, int entry)
{
    if (entry >= m_offers.size())
        return askFor(side);
    const InspectedToken token = m_offers.at(entry).token();
    if (token.isEmpty())
        empty(side, tr("It is gone: its session is over"));
    else
        set(side, token);
}

void CompareWindow::followRename(const CredentialId &from, const CredentialId &to, const QList<Offer> &offers)
{
    m_offers = offers;
    for (Side &side : m_sides) {
        if (side.token.credential == from) {
            side.token.credential = to;
            side.token.owner = to.account;
        }
        fill(*side.choice);
        if (!side.token.isEmpty())
            showChosen(side);
    }
    showDiff();
}

void CompareWindow::forget(const std::function<bool(const CredentialId &)> &isOver)
{
    for (const int side : {0, 1}) {
        const CredentialId id = m_sides[side].token.credential; // empty for one that was pasted
        if (!id.isEmpty() && isOver(id))
            empty(side, tr("It is gone: its session is over"));
    }
}

void CompareWindow::set(int side, const InspectedToken &token)
{
    m_sides[side].token = token;
    if (side == m_pasteSide)
        m_paste->forget();
    showChosen(m_sides[side]);
    if (!m_sides[m_pasteSide].token.isEmpty())
        m_paste->hide();
    showDiff();
}

void CompareWindow::askFor(int side)
{
    const bool goesOn = side == m_pasteSide && !m_paste->toPlainText().isEmpty(); // it was left by Esc
    m_pasteSide = side;
    if (goesOn) {
        m_sides[side].choice->setCurrentIndex(-1);
    } else {
        m_paste->forget();
        empty(side, tr("Choose a token, or paste one below"));
    }
    m_paste->show();
    m_paste->goOn();
}

void CompareWindow::empty(int side, const QString &why)
{
    m_sides[side].choice->setPlaceholderText(why);
    m_sides[side].choice->setCurrentIndex(-1);
    m_sides[side].token = {};
    m_sides[side].facts = {}; // they hold it too
    showDiff();
}

void CompareWindow::showDiff()
{
    const InspectedToken &first = m_sides[0].token, &second = m_sides[1].token;
    if (first.isEmpty() || second.isEmpty()) {
        m_ticker.stop(this);
        m_answer->ask(tr("Choose two tokens: here stands why one may and the other may not."));
        m_summary->clear();
        return m_model->setDiff({}, labelOf(first), labelOf(second));
    }
    const TokenDiff diff = TokenDiff::of(first.value.reveal(), second.value.reveal());
    for (Side &side : m_sides)
        side.facts = TokenFacts::of(side.token.value.reveal());
    m_summary->setText(diff.summary);
    m_model->setDiff(diff, labelOf(first), labelOf(second));
    static_cast<void>(answer());
    startTicking();
}

Milliseconds CompareWindow::answer()
{
    const UtcTime now = m_ticker.clock().now();
    const TokenMoment first{now, m_sides[0].token.serverOffset}, second{now, m_sides[1].token.serverOffset};
    m_answer->tell(AccessDiff::of(m_sides[0].facts, first, m_sides[1].facts, second));
    return std::min(TokenLife::untilChange(m_sides[0].facts, first), TokenLife::untilChange(m_sides[1].facts, second));
}

void CompareWindow::startTicking()
{
    if (isVisible() && !m_sides[0].token.isEmpty() && !m_sides[1].token.isEmpty())
        m_ticker.start(this, [this] { return answer(); });
}

void CompareWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous())
        placeDialog(*this, {m_theme.px(980), m_theme.px(660)});
    startTicking();
}

// What was typed is not lost by one key.
void CompareWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_paste->isVisible() && !m_paste->toPlainText().isEmpty())
        m_paste->hide();
    else
        QDialog::keyPressEvent(event);
}

// The claims keep some room where there is little.
void CompareWindow::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    m_answer->setMostReasons(height() < m_theme.px(lowWindow) ? fewReasons : usualReasons);
}

void CompareWindow::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    m_ticker.stop(this);
}

}
