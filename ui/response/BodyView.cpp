#include "ui/response/BodyView.h"

#include "app/http/BodyStore.h"
#include "app/http/VisibleText.h"
#include "app/json/JsonIndex.h"
#include "ui/response/Background.h"
#include "ui/response/BodyActions.h"
#include "ui/response/BodyBar.h"
#include "ui/response/BodyDocument.h"
#include "ui/response/BodyFind.h"
#include "ui/response/EventPane.h"
#include "ui/response/FindBar.h"
#include "ui/response/HexPane.h"
#include "ui/response/HexView.h"
#include "ui/response/ImageFile.h"
#include "ui/response/ImageView.h"
#include "ui/response/JsonRows.h"
#include "ui/response/JsonTreeView.h"
#include "ui/response/PathField.h"
#include "ui/response/PathFilter.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QShortcut>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

BodyView::BodyView(const Theme &theme, Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_filter(new PathFilter(clock, this))
    , m_bar(new BodyBar(theme))
    , m_findBar(new FindBar(theme))
    , m_notes(new TextLabel(theme, TextRole::Small, Token::WarnText))
    , m_pages(new QStackedWidget)
    , m_code(new CodeView(theme))
    , m_tree(new JsonTreeView(theme, clock))
    , m_hex(new HexPane(theme))
    , m_image(new ImageView(theme))
    , m_events(new EventPane(theme, clock))
    , m_none(new EmptyState(theme, Icon::File, {}, {}))
    , m_find(new BodyFind({*m_findBar, *m_code, m_hex->view(), *m_tree}, this))
    , m_actions(new BodyActions({*m_code, *m_tree}, clock, this))
{
    m_notes->setObjectName(u"bodyNotes"_s);
    m_notes->setWordWrap(true);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_code->setObjectName(u"bodyText"_s);
    m_code->setAccessibleName(tr("Body of the answer"));
    auto *notes = new QHBoxLayout;
    notes->setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(4));
    notes->addWidget(m_notes);
    for (QWidget *page : {static_cast<QWidget *>(m_code), static_cast<QWidget *>(m_tree), static_cast<QWidget *>(m_hex),
             static_cast<QWidget *>(m_image), static_cast<QWidget *>(m_events), static_cast<QWidget *>(m_none)})
        m_pages->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(notes);
    layout->addWidget(new Rule(theme));
    layout->addWidget(m_findBar);
    layout->addWidget(m_pages, 1);
    m_findBar->hide();
    connectParts();
    showForms();
}

void BodyView::connectParts()
{
    connect(m_bar, &BodyBar::formChosen, this, [this](BodyForm form) {
        m_chosen.insert(m_body->probe().kind, form);
        showForm(form);
    });
    connect(m_bar, &BodyBar::findRequested, this, &BodyView::openFind);
    connect(m_bar, &BodyBar::copyRequested, this, &BodyView::copy);
    connect(m_bar, &BodyBar::compareRequested, this, &BodyView::compareRequested);
    connect(m_bar, &BodyBar::saveRequested, this, &BodyView::saveRequested);
    connect(m_image, &ImageView::captionChanged, this, &BodyView::tellAbout);
    connect(m_actions, &BodyActions::copyRefused, this, &BodyView::refuseCopy);
    connect(m_actions, &BodyActions::said, this, [this](const QString &sentence) {
        m_remark = sentence;
        tellAbout();
    });
    connect(&m_bar->filter(), &PathField::textChanged, m_filter, &PathFilter::setPath);
    connect(&m_bar->filter(), &PathField::left, this, &BodyView::focusBody);
    connect(m_filter, &PathFilter::changed, this, &BodyView::showFilter);
    connect(m_filter, &PathFilter::told, this, &BodyView::tellAbout);
    connect(m_actions, &BodyActions::inspectTokenRequested, this, &BodyView::inspectTokenRequested);
    const auto shortcut = [this](const QKeySequence &keys, auto run) {
        auto *made = new QShortcut(keys, this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, run);
    };
    shortcut(QKeySequence(Qt::Key_F3), [this] { m_find->next(); });
    shortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { m_find->previous(); });
    shortcut(QKeySequence(Qt::ALT | Qt::Key_J), [this] {
        if (canFilter())
            m_bar->filter().setFocus(Qt::ShortcutFocusReason);
    });
}

void BodyView::setExchange(const HttpExchange &exchange)
{
    m_remark.clear();
    m_isWhole = exchange.isComplete;
    if (m_body && exchange.body && exchange.body == m_body->body())
        return advance(); // it is shown already
    m_text = {};
    m_type = exchange.hops.isEmpty() ? QByteArray() : exchange.last().headers.value("Content-Type");
    m_body.reset();
    const bool hasBody = exchange.body && (exchange.body->size() > 0 || !exchange.body->isFinished());
    if (hasBody) {
        m_body = std::make_unique<ShownBody>(exchange.body, m_type, m_clock);
        connect(m_body.get(), &ShownBody::probed, this, &BodyView::showForms);
        connect(m_body.get(), &ShownBody::advanced, this, &BodyView::showGrowth);
        connect(m_body.get(), &ShownBody::finished, this, &BodyView::applyFilter);
    }
    applyFilter();
    m_hex->setBody(exchange.body);
    showForms();
}

void BodyView::advance()
{
    if (!m_body)
        return;
    m_body->advance();
    if (m_body->body()->isFinished() && m_body->probe().forms().isEmpty())
        return showForms(); // nothing came
    m_find->advance();
    m_hex->refresh();
    m_events->advance();
    const bool isDue = m_form == BodyForm::Image || m_text.document == nullptr;
    if (m_body->body()->isFinished() && isDue)
        showForm(m_form);
}

void BodyView::showForms()
{
    const QList<BodyForm> forms = m_body ? m_body->probe().forms() : QList<BodyForm>();
    m_bar->setForms(forms);
    if (forms.isEmpty()) {
        ++m_turn;
        m_bar->setFilterShown(false);
        const bool isComing = m_body && !m_body->body()->isFinished();
        m_find->setTarget({});
        const QString why = m_isWhole ? tr("The answer is complete without one.") : tr("The answer broke off before any of it came.");
        showEmpty(isComing ? tr("Nothing of the body has come yet") : tr("No body"), isComing ? QString() : why);
        return;
    }
    if (m_body->probe().kind == BodyProbe::Kind::EventStream)
        m_events->setBody(m_body->body(), !m_body->body()->isFinished());
    const BodyForm wanted = m_chosen.value(m_body->probe().kind, forms.constFirst());
    showForm(forms.contains(wanted) ? wanted : forms.constFirst());
}

void BodyView::showForm(BodyForm form)
{
    if (!m_body || !m_body->probe().forms().contains(form))
        return;
    ++m_turn;
    m_form = form;
    m_text = {};
    m_bar->setForm(form);
    m_bar->setFilterShown(canFilter());
    switch (form) {
    case BodyForm::Pretty:
    case BodyForm::Text:
    case BodyForm::Raw:
        showText();
        break;
    case BodyForm::Tree:
        showTree();
        break;
    case BodyForm::Hex:
        m_pages->setCurrentWidget(m_hex);
        break;
    case BodyForm::Events:
        m_pages->setCurrentWidget(m_events);
        break;
    case BodyForm::Image:
        drawPicture();
        break;
    }
    setTarget();
    tellAbout();
}

void BodyView::showText()
{
    if (isFiltered())
        m_text = {m_filter->rows(), m_filter->results(), false};
    else
        m_text = m_body->text(m_form);
    // What was there before stays until there is something to show: no blank in between.
    if (!m_text.document->isBlank())
        showDocument();
}

void BodyView::showDocument()
{
    m_code->setDocument(m_text.document);
    m_find->mark();
    m_pages->setCurrentWidget(m_code);
}

void BodyView::showTree()
{
    m_tree->setIndex(m_body->json());
    if (isFiltered())
        m_tree->setNodes(m_filter->nodes());
    m_pages->setCurrentWidget(m_tree);
}

void BodyView::setTarget()
{
    BodyFind::Target target;
    if (m_text.document)
        target = {m_text.store, m_text.document, false};
    else if (m_form == BodyForm::Tree && !isFiltered())
        target = {m_body->text(BodyForm::Raw).store, nullptr, true};
    else if (m_form == BodyForm::Hex)
        target = {m_body->body(), nullptr, false};
    m_find->setTarget(target);
    BodyActions::Target actions{m_text.document, m_text.store, {}, m_form == BodyForm::Tree};
    if (isFiltered())
        actions.part = [this](const JsonNode &node, NodePart part) { return m_filter->part(node, part); };
    m_actions->setTarget(actions);
}

void BodyView::drawPicture()
{
    if (!m_body->body()->isFinished())
        return showEmpty(tr("The picture is on its way"), {});
    const auto draw = [body = m_body->body(), isSvg = m_body->probe().isSvg] {
        const QByteArrayView bytes = body->bytes();
        const QByteArray all = QByteArray::fromRawData(bytes.data(), bytes.size());
        return isSvg ? ImageFile::readSvg(all) : ImageFile::read(all);
    };
    showEmpty(tr("Drawing %1…").arg(Quantity::size(m_body->body()->size())), {});
    runInBackground<Result<ImageFile>>(draw, {this, [this, turn = m_turn](const Result<ImageFile> &picture) {
                                                  if (turn != m_turn)
                                                      return;
                                                  if (!picture)
                                                      return showEmpty(picture.error().message, picture.error().detail);
                                                  m_image->setFile(*picture);
                                                  m_pages->setCurrentWidget(m_image);
                                                  tellAbout();
                                              }});
}

void BodyView::showEmpty(const QString &title, const QString &sentence)
{
    m_none->setText(title, sentence);
    m_pages->setCurrentWidget(m_none);
    tellAbout();
}

void BodyView::showGrowth()
{
    if (m_text.isStandIn && (m_body->isFinished() || (m_body->json() && m_body->json()->indexedTo() > 0)))
        showForm(m_form);
    else if (m_text.document)
        showRows();
    if (m_form == BodyForm::Tree && !isFiltered())
        m_tree->refresh();
    m_find->advance();
    tellAbout();
}

bool BodyView::canFilter() const
{
    return m_body && m_body->json() && (m_form == BodyForm::Pretty || m_form == BodyForm::Tree);
}

bool BodyView::isFiltered() const
{
    return canFilter() && m_filter->isActive();
}

// Once all of the body is there: what a path finds in a part of it would be gone a moment later.
void BodyView::applyFilter()
{
    const bool isReady = m_body && m_body->isFinished() && m_body->json();
    m_filter->setIndex(isReady ? m_body->json() : nullptr);
}

void BodyView::showFilter()
{
    if (canFilter())
        showForm(m_form);
    else
        tellAbout();
}

void BodyView::setEarlier(const QStringList &answers)
{
    m_earlier = int(answers.size());
    m_bar->setEarlier(answers);
}

void BodyView::compareWithLast()
{
    if (m_earlier > 0) {
        Q_EMIT compareRequested(0);
    } else {
        m_remark = tr("There is no earlier answer to compare with yet: send again, and then press Ctrl+D.");
        tellAbout();
    }
}

void BodyView::focusBody()
{
    m_pages->currentWidget()->setFocus();
}

void BodyView::showRows()
{
    if (!m_text.document || m_text.document->isBlank())
        return;
    if (&m_code->document() == m_text.document.get())
        m_code->refresh();
    else
        showDocument();
}

void BodyView::refuseCopy()
{
    m_remark = tr("This is more than the clipboard should hold. “Save as…” keeps all of it.");
    tellAbout();
}

void BodyView::copy()
{
    if (m_pages->currentWidget() == m_image)
        m_image->copy();
    else if (m_form == BodyForm::Hex)
        m_hex->view().copy(HexView::CopyAs::Hex);
    else if (m_pages->currentWidget() == m_code)
        m_code->copy();
    else if (const auto all = m_body->text(BodyForm::Raw).document->all())
        QGuiApplication::clipboard()->setText(*all);
    else
        refuseCopy();
}

void BodyView::tellAbout()
{
    const bool hasForms = m_body && !m_body->probe().forms().isEmpty();
    m_bar->setEnabledActions(m_find->isPossible(), hasForms && m_pages->currentWidget() != m_none, hasForms);
    QStringList about;
    QString brief;
    if (!m_type.isEmpty()) {
        about += VisibleText::of(m_type.split(';').constFirst().trimmed(), 60);
        brief = about.constFirst().section(u'/', -1); // "json" of application/json
    }
    if (m_body && m_body->probe().isText()) {
        const TextEncoding &encoding = m_body->probe().encoding;
        about += encoding.markSize > 0 ? tr("%1 with its mark").arg(encoding.name()) : encoding.name();
    }
    if (m_pages->currentWidget() == m_image) {
        about = {m_image->caption()};
        brief.clear();
    }
    if (canFilter() && !m_filter->summary().isEmpty()) {
        about = {m_filter->summary()};
        brief = m_filter->brief(); // a count that is cut off is another one
    }
    m_bar->setFilterFault(canFilter() ? m_filter->fault() : QString());
    m_bar->setAbout(about.join(u", "_s), brief);
    QStringList notes = m_body ? m_body->notes() : QStringList();
    if (canFilter())
        notes += m_filter->notes();
    if (!m_remark.isEmpty())
        notes.prepend(m_remark);
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

void BodyView::openFind()
{
    m_find->open();
}

}
