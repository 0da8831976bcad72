#include "ui/composer/RequestTab.h"

#include "ui/composer/Composer.h"
#include "ui/composer/RequestLine.h"
#include "ui/composer/RequestTitle.h"
#include "ui/credentials/IdentityPicker.h"
#include "ui/response/ResponseView.h"
#include "ui/theme/Theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastBeside = 640;
constexpr int leastHalf = 300; // whatever is in it, or the edge would jump with each answer
constexpr int usualShare = 40; // of a hundred, for what is sent, where nobody has moved the edge: an answer has more to show
constexpr int leastUsual = 176, mostUsual = 300;
constexpr int leastAnswer = 132; // in a window that is low
constexpr int whole = 100'000; // of which a share is kept

}

RequestTab::RequestTab(const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , m_theme(parts.theme)
    , m_composer(new Composer(parts.theme, parts.context, parts.redactor))
    , m_identity(new IdentityPicker(parts.theme, parts.ticker, parts.credentials))
    , m_response(new ResponseView(parts.theme, parts.ticker, parts.redactor))
    , m_layout(new QVBoxLayout(this))
    , m_split(new QSplitter(Qt::Vertical))
{
    m_composer->line().setIdentityPicker(m_identity);
    m_split->setObjectName(u"requestSplit"_s);
    m_split->setHandleWidth(1); // Qt lets it be grabbed a little beside it
    m_split->setChildrenCollapsible(false);
    m_split->addWidget(m_composer);
    m_split->addWidget(m_response);
    m_response->setMinimumHeight(m_theme.px(leastAnswer));
    m_split->setStretchFactor(0, 0);
    m_split->setStretchFactor(1, 1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_layout->addWidget(m_split, 1);
    connect(m_split, &QSplitter::splitterMoved, this, &RequestTab::noteDivision);

    connect(m_composer, &Composer::edited, this, &RequestTab::edited);
    connect(m_composer, &Composer::sendRequested, this, &RequestTab::send);
    connect(m_composer, &Composer::cancelRequested, this, &RequestTab::cancel);
    connect(&m_composer->line(), &RequestLine::breakRequested, this, &RequestTab::breakOnPurpose);
    connect(m_composer, &Composer::chooseRequested, m_identity, &IdentityPicker::openList);
    connect(m_composer, &Composer::nobodyRequested, this, [this] { setIdentity({}); });
    connect(m_composer, &Composer::signInRequested, this, &RequestTab::signInRequested);
    connect(m_composer, &Composer::bindRequested, this, [this](const QString &origin) { Q_EMIT bindRequested(m_identity->identity(), origin); });
    connect(m_identity, &IdentityPicker::identityChosen, this, [this](const CredentialId &id) {
        m_composer->setCredential(id);
        Q_EMIT edited();
    });
    connect(m_identity, &IdentityPicker::signInRequested, this, [this] { Q_EMIT signInRequested({}); });
    connect(&m_composer->line(), &RequestLine::connectionRequested, this, [this] { m_response->showConnection(0); });
    connect(m_response, &ResponseView::cancelRequested, this, &RequestTab::cancel);
    connect(m_response, &ResponseView::retryRequested, this, &RequestTab::send);
    connect(m_response, &ResponseView::signInRequested, this, [this] { Q_EMIT signInRequested(m_identity->identity()); });
    connect(m_response, &ResponseView::compareRequested, this, &RequestTab::breakOnPurpose);
    connect(m_response, &ResponseView::bindRequested, this, &RequestTab::bindRequested);
    connect(m_response, &ResponseView::inspectTokenRequested, this, &RequestTab::inspectTokenRequested);

    // Of all the tabs only the one that is seen hears them.
    const auto shortcut = [this](const QKeySequence &keys, Qt::ShortcutContext context, auto run) {
        auto *made = new QShortcut(keys, this);
        made->setContext(context);
        made->setAutoRepeat(false); // a key that is held down asks once
        connect(made, &QShortcut::activated, this, run);
    };
    for (const QKeySequence &keys : {QKeySequence(u"Ctrl+Return"_s), QKeySequence(u"Ctrl+Enter"_s), QKeySequence(Qt::Key_F5)})
        shortcut(keys, Qt::WindowShortcut, [this] { send(); });
    shortcut(QKeySequence(u"Ctrl+L"_s), Qt::WindowShortcut, [this] { m_composer->focusUrl(); });
    shortcut(QKeySequence(QKeySequence::Find), Qt::WidgetWithChildrenShortcut, [this] { m_response->openFind(); });
    m_escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    m_escape->setContext(Qt::WindowShortcut);
    m_escape->setEnabled(false); // while nothing is under way Esc is everyone else's
    connect(m_escape, &QShortcut::activated, this, &RequestTab::cancel);
}

void RequestTab::setDraft(const Draft &draft)
{
    m_origin = draft.origin;
    m_name = draft.document.name;
    m_missing = draft.withheld;
    m_composer->setDocument(draft.document);
    m_composer->setMissing(draft.withheld);
    m_identity->setIdentity(draft.document.credential);
    m_response->showNothing();
}

Draft RequestTab::draft() const
{
    return {document(), m_origin, m_missing};
}

RequestDocument RequestTab::document() const
{
    RequestDocument document = m_composer->document();
    document.name = m_name;
    return document;
}

QString RequestTab::title() const
{
    return requestTitle(document());
}

void RequestTab::setName(const QString &name)
{
    m_name = name.simplified();
    Q_EMIT edited();
}

void RequestTab::setIdentity(const CredentialId &id)
{
    m_identity->setIdentity(id);
    m_composer->setCredential(id);
    Q_EMIT edited();
}

void RequestTab::followRename(const CredentialId &from, const CredentialId &to)
{
    m_origin.followRename(from, to);
    m_composer->followRename(from, to);
    m_response->followRename(from, to);
    if (m_identity->identity() != from)
        return;
    m_identity->setIdentity(to);
    Q_EMIT edited();
}

void RequestTab::setSplit(const AnswerSplit &split)
{
    if (split == m_division)
        return;
    m_division = split;
    arrange();
}

// Two halves that hold nothing whole are no use: in a narrow window the answer stands below whatever was chosen.
void RequestTab::arrange()
{
    const auto orientation = m_division.isBeside && width() >= m_theme.px(leastBeside) ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != orientation) {
        QWidget &head = m_composer->head();
        QWidget *focus = head.isAncestorOf(QApplication::focusWidget()) ? QApplication::focusWidget() : nullptr; // lost on the way
        if (orientation == Qt::Horizontal)
            m_layout->insertWidget(0, &head);
        else
            m_composer->takeHeadBack();
        head.show();
        if (focus)
            focus->setFocus();
        m_split->setOrientation(orientation);
        for (int i = 0; i < m_split->count(); ++i)
            m_split->widget(i)->setMinimumWidth(orientation == Qt::Horizontal ? m_theme.px(leastHalf) : 0);
        m_layout->activate();
    }
    divide();
}

void RequestTab::divide()
{
    const bool isBeside = m_split->orientation() == Qt::Horizontal;
    const int room = (isBeside ? m_split->width() : m_split->height()) - m_split->handleWidth();
    const int share = m_division.composerShare > 0 ? m_division.composerShare : whole / 2;
    const int usual = std::clamp(room * usualShare / 100, m_theme.px(leastUsual), m_theme.px(mostUsual));
    const int needed = std::min(m_composer->neededHeight(), room - m_theme.px(leastAnswer));
    const int height = std::max(m_division.composerHeight > 0 ? m_division.composerHeight : usual, needed);
    const int composer = isBeside ? qRound(double(room) * share / whole) : height;
    m_split->setSizes({composer, std::max(room - composer, 1)});
}

void RequestTab::noteDivision()
{
    const QList<int> sizes = m_split->sizes();
    if (m_split->orientation() == Qt::Horizontal)
        m_division.composerShare = qRound(double(whole) * sizes.at(0) / std::max(sizes.at(0) + sizes.at(1), 1));
    else
        m_division.composerHeight = sizes.at(0);
    Q_EMIT splitMoved(m_division);
}

// What had to be said above the pages may have pushed the answer down, and be gone.
bool RequestTab::event(QEvent *event)
{
    const bool isTaken = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        arrange();
    return isTaken;
}

void RequestTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RequestTab::send()
{
    if (m_isRunning)
        return; // a second one could do twice what must be done once; Esc and Cancel end the first
    m_composer->commit();
    m_composer->clearErrors();
    Q_EMIT sendRequested(document());
}

void RequestTab::breakOnPurpose()
{
    m_composer->commit();
    m_composer->clearErrors();
    Q_EMIT breakRequested(document());
}

void RequestTab::cancel()
{
    if (m_isRunning)
        Q_EMIT cancelRequested();
}

void RequestTab::showRunning(const QString &phase)
{
    setRunning(true);
    m_response->showWaiting(phase);
}

void RequestTab::showResult(const RunResult &result, const CredentialId &identity)
{
    setRunning(false);
    m_composer->setSent(result);
    if (result.error && result.error->kind == ErrorKind::Input && !result.errorField.isEmpty()) {
        m_composer->showError(result.errorField, *result.error);
        m_response->showPrevious(); // nothing was sent
        if (!m_response->isEmpty())
            m_response->addWarning(tr("This request was not sent. What stands here is the answer to the one before."));
    } else {
        m_response->showResult(result, identity);
    }
}

void RequestTab::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    m_composer->setRunning(isRunning);
    m_escape->setEnabled(isRunning);
}

}
