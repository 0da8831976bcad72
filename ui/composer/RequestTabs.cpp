#include "ui/composer/RequestTabs.h"

#include "app/base/Clock.h"
#include "app/base/Redactor.h"
#include "ui/composer/Composer.h"
#include "ui/composer/RequestTitle.h"
#include "ui/composer/TabCommands.h"
#include "ui/composer/TabNameEdit.h"
#include "ui/composer/TabRow.h"
#include "ui/credentials/CredentialSource.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/response/ResponseView.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/MethodBadge.h"
#include "ui/widgets/Rule.h"
#include "ui/widgets/TabStrip.h"
#include "ui/widgets/ToolTip.h"

#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostClosed = 20;

}

RequestTabs::RequestTabs(const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_strip(new TabStrip(parts.tab.theme))
    , m_banner(new ErrorBanner(parts.tab.theme))
    , m_pages(new QStackedWidget)
    , m_none(new EmptyState(parts.tab.theme, Icon::Send, tr("No request is open"), tr("Open an example from the list on the left, or begin with an empty one."), tr("New request")))
    , m_name(new TabNameEdit(m_strip))
{
    const Theme &theme = parts.tab.theme;
    setSurface(this, Surface::Window);
    m_strip->setObjectName(u"requestTabs"_s);
    m_strip->setAccessibleName(tr("Open requests"));
    m_strip->setTabsClosable(true);
    m_strip->setMovable(true);
    m_strip->setContextMenuPolicy(Qt::CustomContextMenu);
    auto *row = new TabRow(theme, m_strip);
    m_pages->addWidget(m_none);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(row);
    layout->addWidget(new Rule(theme));
    layout->addWidget(m_banner);
    layout->addWidget(m_pages, 1);

    connect(row, &TabRow::newRequested, this, &RequestTabs::openNew);
    connect(row, &TabRow::chosen, this, &RequestTabs::goTo);
    connect(m_none, &EmptyState::actionTriggered, this, &RequestTabs::openNew);
    connect(m_strip, &QTabBar::currentChanged, this, &RequestTabs::showCurrent);
    connect(m_strip, &QTabBar::tabCloseRequested, this, &RequestTabs::close);
    connect(m_strip, &QTabBar::tabBarDoubleClicked, this, &RequestTabs::startRename);
    connect(m_strip, &QTabBar::tabMoved, this, [this](int from, int to) {
        m_entries.move(from, to);
        scheduleSave();
    });
    connect(m_strip, &QWidget::customContextMenuRequested, this,
        [this](const QPoint &place) { TabCommands::showMenu(*this, m_strip->tabAt(place), m_strip->mapToGlobal(place)); });
    connect(m_name, &TabNameEdit::named, this, [this](int index, const QString &name) {
        if (index < count() && m_entries.at(index).page)
            m_entries.at(index).page->setName(name);
    });
    TabCommands::addShortcuts(*this);
}

RequestTabs::~RequestTabs() = default;

void RequestTabs::restore()
{
    const auto drafts = m_parts.store.load();
    if (drafts) {
        m_lastUsed = drafts->lastUsed;
        m_split = drafts->split;
        for (const Draft &draft : drafts->drafts)
            insert(count(), draft);
        goTo(qMin(drafts->current, count() - 1));
    } else {
        m_banner->sayError(drafts.error(), {{tr("Put it aside and begin a new one"), [this] {
                                                 const auto aside = m_parts.store.putAside();
                                                 if (!aside)
                                                     return m_banner->sayError(aside.error());
                                                 m_banner->say(ErrorBanner::Kind::Info, tr("The file is now called %1.").arg(*aside));
                                                 scheduleSave();
                                             }}});
    }
    if (m_parts.store.state() == DraftStore::State::OfAnother)
        m_banner->say(ErrorBanner::Kind::Info, tr("Another Tessera is open and keeps its tabs. Those of this window are gone when it closes."));
    m_isRestored = true;
}

Draft RequestTabs::draftAt(int index) const
{
    const Entry &entry = m_entries.at(index);
    return entry.page ? entry.page->draft() : entry.draft;
}

void RequestTabs::insert(int index, const Draft &draft)
{
    m_entries.insert(index, {draft, nullptr});
    const QSignalBlocker quiet(m_strip); // the first one becomes the current by itself
    m_strip->insertTab(index, QString());
    showLook(index);
}

RequestTab *RequestTabs::makePage(const Draft &draft)
{
    auto *page = new RequestTab(m_parts.tab);
    page->setDraft(draft);
    page->setSplit(m_split);
    connect(page, &RequestTab::splitMoved, this, &RequestTabs::setSplit);
    m_pages->addWidget(page);
    connect(page, &RequestTab::edited, this, [this, page] {
        for (int i = 0; i < count(); ++i) {
            if (m_entries.at(i).page == page)
                showLook(i);
        }
        scheduleSave();
    });
    connect(page, &RequestTab::signInRequested, this, &RequestTabs::signInRequested);
    connect(page, &RequestTab::sendRequested, this, [this](const RequestDocument &document) { noteUse(document.credential); });
    if (m_parts.connectSender)
        m_parts.connectSender(*page);
    return page;
}

void RequestTabs::showCurrent()
{
    m_name->end(true);
    const int index = current();
    if (index < 0) {
        m_pages->setCurrentWidget(m_none);
    } else {
        Entry &entry = m_entries[index];
        if (!entry.page)
            entry.page = makePage(entry.draft);
        m_pages->setCurrentWidget(entry.page);
    }
    scheduleSave();
    Q_EMIT currentPageChanged(currentPage());
}

int RequestTabs::current() const
{
    return m_strip->currentIndex();
}

RequestTab *RequestTabs::currentPage() const
{
    return current() < 0 ? nullptr : m_entries.at(current()).page;
}

bool RequestTabs::isModified(int index) const
{
    const Draft draft = draftAt(index);
    return draft.document != draft.origin;
}

void RequestTabs::showLook(int index)
{
    const Draft draft = draftAt(index);
    TabStrip::Look look;
    look.prefix = shortMethod(draft.document.method);
    look.prefixColor = methodToken(draft.document.method);
    look.isModified = draft.document != draft.origin;
    m_strip->setLabel(index, requestTitle(draft.document));
    m_strip->setLook(index, look);
    m_strip->setTabToolTip(index, plainToolTip(draft.document.method + u' ' + m_parts.tab.redactor.url(draft.document.url.left(500))));
}

void RequestTabs::open(const RequestDocument &document, bool inNewTab)
{
    for (int i = 0; i < count(); ++i) {
        RequestDocument there = draftAt(i).document;
        there.credential = document.credential; // an example that was opened before, perhaps as somebody else
        there.variablesOf = document.variablesOf;
        if (there == document && !isModified(i))
            return goTo(i);
    }
    RequestTab *page = currentPage();
    if (!inNewTab && page && !isModified(current()) && page->response().isEmpty() && !page->document().url.isEmpty()) {
        page->setDraft({document, document, {}});
        showLook(current());
        scheduleSave();
        Q_EMIT currentPageChanged(page); // the same page about something else
        return;
    }
    const int index = current() + 1;
    insert(index, {document, document, {}});
    goTo(index);
}

void RequestTabs::openNew()
{
    RequestDocument document;
    if (RequestTab *page = currentPage()) {
        const CredentialId source = page->document().variableSource();
        if (m_parts.tab.credentials.item(source)) // an account that is gone tells no address
            document.variablesOf = source;
        document.sendAs(page->identity().identity());
    } else if (const auto ids = m_parts.tab.credentials.ids(); !ids.isEmpty()) {
        document.credential = m_lastUsed.isEmpty() ? ids.first() : m_lastUsed.value(ids.first().profile, ids.first());
    }
    if (!document.variableSource().isEmpty())
        document.url = u"{{baseUrl}}/"_s;
    insert(count(), {document, document, {}});
    goTo(count() - 1);
    currentPage()->composer().focusUrl();
}

void RequestTabs::close(int index)
{
    if (index < 0 || index >= count())
        return;
    m_name->end(true);
    m_closed.append({index, draftAt(index)});
    if (m_closed.size() > mostClosed)
        m_closed.removeFirst();
    RequestTab *page = m_entries.at(index).page;
    m_entries.removeAt(index);
    m_strip->removeTab(index);
    if (page) {
        m_pages->removeWidget(page);
        page->deleteLater();
    }
    if (m_entries.isEmpty())
        showCurrent();
    scheduleSave();
}

void RequestTabs::reopen()
{
    if (m_closed.isEmpty())
        return;
    const Closed last = m_closed.takeLast();
    const int index = qMin(last.index, count());
    insert(index, last.draft);
    goTo(index);
}

void RequestTabs::closeOthers(int index)
{
    for (int i = count() - 1; i >= 0; --i) {
        if (i != index)
            close(i);
    }
}

void RequestTabs::duplicate(int index)
{
    Draft draft = draftAt(index);
    draft.document.name = draft.document.name.isEmpty() ? QString() : tr("%1, copy").arg(draft.document.name);
    insert(index + 1, draft);
    goTo(index + 1);
}

void RequestTabs::goTo(int index)
{
    if (index < 0 || index >= count())
        return;
    if (m_strip->currentIndex() != index)
        m_strip->setCurrentIndex(index);
    else if (!m_entries.at(index).page || m_pages->currentWidget() != m_entries.at(index).page)
        showCurrent();
}

void RequestTabs::goBy(int steps)
{
    if (count() > 0)
        goTo((current() + steps + count()) % count());
}

void RequestTabs::flipSplit()
{
    AnswerSplit flipped = m_split;
    flipped.isBeside = !flipped.isBeside;
    setSplit(flipped);
}

void RequestTabs::setSplit(const AnswerSplit &split)
{
    m_split = split;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.page)
            entry.page->setSplit(m_split);
    }
    scheduleSave();
}

void RequestTabs::startRename(int index)
{
    if (index < 0 || index >= count())
        return;
    goTo(index);
    m_name->open(index, m_strip->tabRect(index), requestTitle(draftAt(index).document));
}

void RequestTabs::followRename(const CredentialId &from, const CredentialId &to)
{
    const auto follow = [&](Draft &draft) {
        draft.document.followRename(from, to);
        draft.origin.followRename(from, to);
    };
    for (Entry &entry : m_entries) {
        follow(entry.draft);
        if (entry.page)
            entry.page->followRename(from, to);
    }
    for (Closed &closed : m_closed)
        follow(closed.draft);
    for (CredentialId &used : m_lastUsed)
        if (used == from)
            used = to;
    scheduleSave();
}

void RequestTabs::noteUse(const CredentialId &id)
{
    if (id.isEmpty() || m_lastUsed.value(id.profile) == id)
        return;
    m_lastUsed.insert(id.profile, id);
    scheduleSave();
}

void RequestTabs::scheduleSave()
{
    if (!m_isRestored || m_saveTimer)
        return;
    m_saveTimer = m_parts.clock.after(1s, this, [this] {
        m_saveTimer.reset();
        m_parts.store.saveSoon(drafts(), {this, [this](const Result<Done> &saved) { tellSaved(saved); }});
    });
}

void RequestTabs::saveNow()
{
    if (m_isRestored)
        tellSaved(m_parts.store.save(drafts()));
}

void RequestTabs::tellSaved(const Result<Done> &saved)
{
    if (!saved)
        m_banner->sayError(saved.error());
}

Drafts RequestTabs::drafts() const
{
    Drafts drafts;
    drafts.current = qMax(0, current());
    drafts.split = m_split;
    drafts.lastUsed = m_lastUsed;
    for (int i = 0; i < count(); ++i)
        drafts.drafts.append(draftAt(i));
    return drafts;
}

}
