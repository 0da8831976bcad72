#include "ui/response/BodyView.h"

#include "app/http/BodyStore.h"
#include "app/http/VisibleText.h"
#include "ui/response/Background.h"
#include "ui/response/EventPane.h"
#include "ui/response/FindBar.h"
#include "ui/response/HexPane.h"
#include "ui/response/HexView.h"
#include "ui/response/ImageView.h"
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

BodyView::BodyView(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_switch(new SegmentedControl(theme))
    , m_about(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_notes(new TextLabel(theme, TextRole::Small, Token::WarnText))
    , m_find(new QToolButton)
    , m_copy(new QToolButton)
    , m_save(new QToolButton)
    , m_pages(new QStackedWidget)
    , m_code(new CodeView(theme))
    , m_hex(new HexPane(theme))
    , m_events(new EventPane(theme, clock))
    , m_image(new ImageView(theme))
    , m_none(new EmptyState(theme, Icon::File, {}, {}))
    , m_findBar(new FindBar(theme))
{
    m_notes->setObjectName(u"bodyNotes"_s);
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_code->setObjectName(u"bodyText"_s);
    m_code->setAccessibleName(tr("Body of the answer"));
    auto *notes = new QHBoxLayout;
    notes->setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(4));
    notes->addWidget(m_notes);
    for (QWidget *page : {static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_hex), static_cast<QWidget *>(m_events), static_cast<QWidget *>(m_image), static_cast<QWidget *>(m_none)})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBar());
    layout->addLayout(notes);
    layout->addWidget(new Rule(theme));
    layout->addWidget(m_findBar);
    layout->addWidget(m_pages, 1);
    m_findBar->hide();

    connect(m_image, &ImageView::captionChanged, this, &BodyView::tellAbout);
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

QWidget *BodyView::makeBar()
{
    m_switch->setObjectName(u"bodyForm"_s);
    m_switch->setAccessibleName(tr("How the body is shown"));
    m_about->setObjectName(u"bodyAbout"_s);
    const auto dress = [this](QToolButton *button, const QString &name, const QString &text, Icon icon) {
        button->setObjectName(name);
        button->setText(text);
        button->setIcon(themedIcon(m_theme, icon));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    };
    dress(m_find, u"find"_s, tr("Find"), Icon::Search);
    m_find->setToolTip(tr("Find in the body (Ctrl+F)"));
    dress(m_save, u"saveBody"_s, tr("Save as…"), Icon::Download);
    m_save->setToolTip(tr("Save the whole body, as it was decoded"));
    dress(m_copy, u"copyBody"_s, tr("Copy"), Icon::Copy);
    m_copy->setToolTip(tr("Copy the body as it is shown"));
    m_copy->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_copy->setAccessibleName(tr("Copy the body"));
    auto *row = new QWidget;
    auto *bar = new QHBoxLayout(row);
    bar->setContentsMargins(m_theme.px(12), m_theme.px(5), m_theme.px(12), m_theme.px(5));
    bar->setSpacing(m_theme.px(8));
    bar->addWidget(m_switch);
    bar->addWidget(m_about, 1);
    bar->addWidget(m_find);
    bar->addWidget(m_copy);
    bar->addWidget(m_save);
    connect(m_switch, &SegmentedControl::currentIndexChanged, this, [this](int index) {
        m_chosen.insert(m_probe.kind, m_forms.at(index));
        showForm(m_forms.at(index));
    });
    connect(m_find, &QToolButton::clicked, this, &BodyView::openFind);
    connect(m_save, &QToolButton::clicked, this, &BodyView::saveRequested);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        if (m_form == BodyForm::Image)
            m_image->copy();
        else if (m_form == BodyForm::Hex)
            m_hex->view().copy(HexView::CopyAs::Hex);
        else
            m_code->copy();
    });
    return row;
}

void BodyView::setExchange(const HttpExchange &exchange)
{
    if (m_isGrowing && exchange.body && exchange.body == m_body)
        return advance(); // it is shown already
    setBody(exchange);
}

void BodyView::setBody(const HttpExchange &exchange)
{
    m_body = exchange.body;
    m_isGrowing = m_body && !m_body->isFinished();
    m_type = exchange.hops.isEmpty() ? QByteArray() : exchange.last().headers.value("Content-Type");
    m_probe = BodyProbe::of(m_body ? m_body->read(0, BodyProbe::wanted) : QByteArray(), m_type);
    m_preparedSize = 0;
    m_hex->setBody(m_body);
    if (m_probe.kind == BodyProbe::Kind::EventStream)
        m_events->setBody(m_body, m_isGrowing);
    showForms();
}

void BodyView::advance()
{
    if (!m_body || !m_isGrowing)
        return;
    m_isGrowing = !m_body->isFinished();
    const BodyProbe probe = BodyProbe::of(m_body->read(0, BodyProbe::wanted), m_type);
    const bool isAnother = probe.kind != m_probe.kind;
    m_probe = probe;
    m_hex->refresh();
    if (isAnother) {
        if (probe.kind == BodyProbe::Kind::EventStream)
            m_events->setBody(m_body, true);
        return showForms();
    }
    m_events->advance();
    const bool isText = m_form != BodyForm::Hex && m_form != BodyForm::Image && m_form != BodyForm::Events;
    if (!m_forms.isEmpty() && (!m_isGrowing ? m_form != BodyForm::Events : isText && m_preparedSize < shownPart && m_body->size() > 2 * m_preparedSize))
        prepare(); // a first screen soon, more of it while it grows, and all when it is there
    else
        tellAbout();
}

// Trees come with the index of the body.
void BodyView::showForms()
{
    m_forms = m_probe.forms();
    m_forms.removeAll(BodyForm::Tree);
    if (m_probe.kind != BodyProbe::Kind::Json)
        m_forms.removeAll(BodyForm::Pretty);
    m_switch->setVisible(m_forms.size() > 1);
    m_save->setEnabled(!m_forms.isEmpty());
    m_copy->setEnabled(!m_forms.isEmpty());
    if (m_forms.isEmpty()) {
        m_preparedNotes.clear();
        ++m_turn;
        m_find->setEnabled(false);
        if (m_isGrowing)
            showEmpty(tr("Nothing of the body has come yet"), {});
        else
            showEmpty(tr("No body"), tr("The answer is complete without one."));
        return tellAbout();
    }
    QStringList labels;
    for (const BodyForm form : std::as_const(m_forms))
        labels += bodyFormLabel(form);
    const BodyForm wanted = m_chosen.value(m_probe.kind, m_forms.constFirst());
    {
        const QSignalBlocker quiet(m_switch);
        m_switch->setSegments(labels);
    }
    showForm(m_forms.contains(wanted) ? wanted : m_forms.constFirst());
}

void BodyView::showForm(BodyForm form)
{
    if (!m_forms.contains(form))
        return;
    m_form = form;
    const QSignalBlocker quiet(m_switch);
    m_switch->setCurrentIndex(int(m_forms.indexOf(form)));
    const bool isText = form != BodyForm::Hex && form != BodyForm::Image && form != BodyForm::Events;
    m_find->setEnabled(isText);
    if (!isText)
        m_findBar->hide();
    prepare();
}

void BodyView::prepare()
{
    const int turn = ++m_turn;
    if (m_form == BodyForm::Hex) {
        m_preparedNotes.clear();
        m_pages->setCurrentWidget(m_hex);
        return tellAbout();
    }
    if (m_form == BodyForm::Events) {
        m_preparedNotes.clear();
        m_pages->setCurrentWidget(m_events);
        return tellAbout();
    }
    if (m_form == BodyForm::Image && m_isGrowing)
        return showEmpty(tr("The picture is on its way"), {});
    const bool isWhole = !m_isGrowing && (m_form == BodyForm::Image || m_body->size() <= largestWhole);
    const qint64 size = isWhole ? m_body->size() : qMin(shownPart, m_body->size());
    const bool isFirst = m_preparedSize == 0;
    m_preparedSize = size;
    const auto make = [body = m_body, size, probe = m_probe, form = m_form, isWhole] {
        // Of a whole body its own memory is used, which stays as long as the body.
        const QByteArray bytes = isWhole ? QByteArray::fromRawData(body->bytes().data(), size) : body->read(0, size);
        return PreparedBody::of(bytes, probe, form, isWhole);
    };
    if (size <= quickSize && m_form != BodyForm::Image)
        return take(make());
    if (isFirst || m_pages->currentWidget() != m_code)
        showEmpty(tr("Laying out %1…").arg(Quantity::size(size)), {});
    runInBackground<PreparedBody>(make, {this, [this, turn](const PreparedBody &prepared) {
                                             if (turn == m_turn)
                                                 take(prepared);
                                         }});
}

void BodyView::take(const PreparedBody &prepared)
{
    m_preparedNotes = prepared.notes;
    if (prepared.form == BodyForm::Image) {
        if (prepared.image->has_value()) {
            m_image->setFile(**prepared.image);
            m_pages->setCurrentWidget(m_image);
        } else {
            showEmpty(prepared.image->error().message, prepared.image->error().detail);
        }
    } else {
        m_lines = prepared.lines;
        m_code->setLines(m_lines);
        m_pages->setCurrentWidget(m_code);
    }
    tellAbout();
    if (m_findBar->isVisible())
        search(0);
}

void BodyView::showEmpty(const QString &title, const QString &sentence)
{
    m_none->setText(title, sentence);
    m_pages->setCurrentWidget(m_none);
}

void BodyView::tellAbout()
{
    QStringList about;
    if (!m_type.isEmpty())
        about += VisibleText::of(m_type.split(';').constFirst().trimmed(), 60);
    if (m_probe.isText())
        about += m_probe.encoding.markSize > 0 ? tr("%1 with its mark").arg(m_probe.encoding.name()) : m_probe.encoding.name();
    if (m_form == BodyForm::Image && m_pages->currentWidget() == m_image)
        about = {m_image->caption()};
    m_about->setText(about.join(u", "_s));
    QStringList notes = m_probe.notes + m_preparedNotes;
    const bool isText = m_form != BodyForm::Hex && m_form != BodyForm::Image;
    if (isText && m_body && m_body->size() > largestWhole)
        notes.prepend(tr("The first %1 of %2 are shown. “Save as…” keeps all of it.").arg(Quantity::size(shownPart), Quantity::size(m_body->size())));
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

void BodyView::openFind()
{
    if (!m_find->isEnabled())
        return;
    m_findBar->open(m_code->selectedText());
    search(0);
}

void BodyView::search(qsizetype from)
{
    m_search.find(m_findBar->wanted(), m_lines.text(), from);
    showHit();
}

CodePlace BodyView::placeOf(qsizetype position) const
{
    const int row = m_lines.pieceAt(position);
    return {row, int(position - m_lines.piece(row).start)};
}

void BodyView::showHit()
{
    m_findBar->setSummary(m_search.summary(), m_search.count() > 0 || m_findBar->wanted().isEmpty());
    if (m_search.position() >= 0)
        m_code->select({placeOf(m_search.position()), placeOf(m_search.position() + m_search.length())});
}

void BodyView::closeFind()
{
    m_findBar->hide();
    m_code->setFocus();
}

}
