#include "ui/response/BodyView.h"

#include "app/http/BodyStore.h"
#include "app/http/VisibleText.h"
#include "ui/response/Background.h"
#include "ui/response/FindBar.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

BodyView::BodyView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(new SegmentedControl(theme))
    , m_about(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_notes(new TextLabel(theme, TextRole::Small, Token::WarnText))
    , m_find(new QToolButton)
    , m_save(new QToolButton)
    , m_pages(new QStackedWidget)
    , m_code(new CodeView(theme))
    , m_none(new EmptyState(theme, Icon::File, {}, {}))
    , m_findBar(new FindBar(theme))
{
    m_form->setObjectName(u"bodyForm"_s);
    m_form->setAccessibleName(tr("How the body is shown"));
    m_form->setSegments({tr("Pretty"), tr("Raw")});
    m_about->setObjectName(u"bodyAbout"_s);
    m_notes->setObjectName(u"bodyNotes"_s);
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_find->setObjectName(u"find"_s);
    m_find->setText(tr("Find"));
    m_find->setIcon(themedIcon(theme, Icon::Search));
    m_find->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_find->setToolTip(tr("Find in the body (Ctrl+F)"));
    m_save->setObjectName(u"saveBody"_s);
    m_save->setText(tr("Save as…"));
    m_save->setIcon(themedIcon(theme, Icon::Download));
    m_save->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_save->setToolTip(tr("Save the whole body, as it was decoded"));
    m_code->setObjectName(u"bodyText"_s);
    m_code->setAccessibleName(tr("Body of the answer"));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(theme.px(12), theme.px(5), theme.px(12), theme.px(5));
    bar->setSpacing(theme.px(8));
    bar->addWidget(m_form);
    bar->addWidget(m_about, 1);
    bar->addWidget(m_find);
    bar->addWidget(m_save);
    auto *notes = new QHBoxLayout;
    notes->setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(4));
    notes->addWidget(m_notes);
    m_pages->addWidget(m_code);
    m_pages->addWidget(m_none);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addLayout(notes);
    layout->addWidget(new Rule(theme));
    layout->addWidget(m_findBar);
    layout->addWidget(m_pages, 1);
    m_findBar->hide();

    connect(m_form, &SegmentedControl::currentIndexChanged, this, [this](int index) {
        m_wantsPretty = index == 0;
        prepare(m_body.text.size(), [body = m_body, wantsPretty = m_wantsPretty] { return PreparedBody::of(body, wantsPretty); });
    });
    connect(m_find, &QToolButton::clicked, this, &BodyView::openFind);
    connect(m_save, &QToolButton::clicked, this, &BodyView::saveRequested);
    connect(m_findBar, &FindBar::wantedChanged, this, [this] { search(0); });
    connect(m_findBar, &FindBar::nextRequested, this, [this] {
        m_search.next();
        showHit();
    });
    connect(m_findBar, &FindBar::previousRequested, this, [this] {
        m_search.previous();
        showHit();
    });
    connect(m_findBar, &FindBar::closed, this, &BodyView::closeFind);
}

void BodyView::setExchange(const HttpExchange &exchange)
{
    m_size = exchange.body ? exchange.body->size() : 0;
    m_type = exchange.hops.isEmpty() ? QByteArray() : exchange.last().headers.value("Content-Type");
    m_save->setEnabled(m_size > 0);
    const bool isWhole = m_size <= largestWhole;
    const QByteArray bytes = exchange.body ? exchange.body->read(0, isWhole ? m_size : shownPart) : QByteArray();
    prepare(bytes.size(), [bytes, type = m_type, isWhole, wantsPretty = m_wantsPretty] { return PreparedBody::of(bytes, type, isWhole, wantsPretty); });
}

void BodyView::prepare(qint64 size, std::function<PreparedBody()> make)
{
    const int turn = ++m_turn;
    if (size <= quickSize)
        return take(make());
    m_none->setText(tr("Laying out %1…").arg(Quantity::size(size)), {});
    m_pages->setCurrentIndex(1);
    runInBackground<PreparedBody>(std::move(make), {this, [this, turn](const PreparedBody &prepared) {
                                                        if (turn == m_turn)
                                                            take(prepared);
                                                    }});
}

void BodyView::take(const PreparedBody &prepared)
{
    m_body = prepared.body;
    const bool hasText = m_body.kind != BodyText::Kind::Empty && m_body.kind != BodyText::Kind::Binary;
    if (m_body.kind == BodyText::Kind::Empty) {
        m_none->setText(tr("No body"), tr("The answer is complete without one."));
    } else if (!hasText) {
        const QString type = m_type.isEmpty() ? tr("an unknown type") : VisibleText::of(m_type, 80);
        m_none->setText(tr("This body is no text"), tr("%1 of %2. Save it to open it with another program.").arg(Quantity::size(m_size), type));
    }
    m_code->setLines(prepared.lines);
    m_pages->setCurrentIndex(hasText ? 0 : 1);
    m_form->setVisible(m_body.pretty.has_value());
    m_find->setEnabled(hasText);
    tellAbout();
    if (m_findBar->isVisible())
        search(0);
}

void BodyView::tellAbout()
{
    QStringList about;
    if (!m_type.isEmpty())
        about += VisibleText::of(m_type.split(';').constFirst().trimmed(), 60);
    if (!m_body.charset.isEmpty())
        about += m_body.charset;
    m_about->setText(about.join(u", "_s));
    QStringList notes = m_body.notes;
    if (m_size > largestWhole && m_body.kind != BodyText::Kind::Binary)
        notes.prepend(tr("The first %1 of %2 are shown. “Save as…” keeps all of it.").arg(Quantity::size(shownPart), Quantity::size(m_size)));
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

void BodyView::openFind()
{
    m_findBar->open(m_code->selectedText());
    search(0);
}

void BodyView::search(qsizetype from)
{
    m_search.find(m_findBar->wanted(), m_code->text(), from);
    showHit();
}

void BodyView::showHit()
{
    m_findBar->setSummary(m_search.summary(), m_search.count() > 0 || m_findBar->wanted().isEmpty());
    if (m_search.position() >= 0)
        m_code->select(m_search.position(), m_search.position() + m_search.length());
}

void BodyView::closeFind()
{
    m_findBar->hide();
    m_code->setFocus();
}

}
