#include "ui/response/BodyFind.h"

#include "ui/response/BodyDocument.h"
#include "ui/response/FindBar.h"
#include "ui/response/HexView.h"
#include "ui/response/JsonTreeModel.h"
#include "ui/response/JsonTreeView.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/MarkedScrollBar.h"

#include <utility>

namespace tessera::ui {

namespace {

constexpr qsizetype mostMarked = 2000; // on the screen

}

BodyFind::BodyFind(const Views &views, QObject *parent)
    : QObject(parent)
    , m_views(views)
{
    connect(&m_views.bar, &FindBar::queryChanged, this, &BodyFind::search);
    connect(&m_views.bar, &FindBar::nextRequested, this, &BodyFind::next);
    connect(&m_views.bar, &FindBar::previousRequested, this, &BodyFind::previous);
    connect(&m_views.bar, &FindBar::closed, this, &BodyFind::close);
    connect(&m_views.code, &CodeView::cursorMoved, this, [this] {
        if (m_target.document && m_target.document->rowCount() != m_rows)
            showScrollMarks();
    });
    connect(&m_finder, &BodyFinder::moved, this, &BodyFind::showHit);
    connect(&m_finder, &BodyFinder::changed, this, &BodyFind::showState);
}

void BodyFind::setTarget(const Target &target)
{
    m_target = target;
    m_isHitShown = false;
    mark();
    if (m_views.bar.isVisible() && m_target.store)
        search();
    else
        m_finder.clear();
    if (!m_target.store)
        m_views.bar.hide();
}

void BodyFind::mark()
{
    if (!m_target.document)
        return;
    m_marked = {};
    m_rows = -1; // another document has other marks
    m_views.code.setMarker([this, document = m_target.document.get()](qint64 first, qint64 count) {
        return m_target.document.get() == document ? marks(first, count) : QList<CodeRange>();
    });
    showScrollMarks();
}

QList<CodeRange> BodyFind::marks(qint64 first, qint64 count)
{
    const BodyDocument &document = *m_target.document;
    const Marked now{first, count, document.rowCount(), m_finder.count()};
    if (now == m_marked)
        return m_marks;
    m_marked = now;
    m_marks.clear();
    if (now.hits == 0)
        return m_marks;
    for (const ByteRange &shown : document.bytesShown(first, count)) {
        for (const BodyFinder::Hit &hit : m_finder.hitsIn(shown.from, shown.to)) {
            if (m_marks.size() == mostMarked)
                return m_marks;
            m_marks.append({document.placeOf(hit.at), document.placeOf(hit.at + hit.size)});
        }
    }
    return m_marks;
}

void BodyFind::showScrollMarks()
{
    const bool isShown = m_target.document && &m_views.code.document() == m_target.document.get();
    const qint64 rows = isShown ? m_target.document->rowCount() : 0;
    if (rows == m_rows && m_finder.samples() == m_samples)
        return;
    m_rows = rows;
    m_samples = m_finder.samples();
    QList<double> marks;
    for (const qint64 at : isShown ? m_samples : QList<qint64>())
        marks.append(double(m_target.document->rowOf(at)) / double(qMax<qint64>(1, rows - 1)));
    m_views.code.scrollMarks().setMarks(marks);
}

qint64 BodyFind::here() const
{
    if (m_target.document)
        return m_target.document->offsetOf(m_views.code.selection().from);
    if (!m_target.isTree)
        return m_views.hex.selectionStart();
    const auto node = m_views.tree.tree().node(m_views.tree.currentIndex());
    return node ? qMax<qint64>(0, node->keyAt >= 0 ? node->keyAt : node->at) : 0;
}

void BodyFind::open()
{
    if (!isPossible())
        return;
    m_views.bar.open(m_target.document ? m_views.code.selectedText().left(200) : QString());
    search();
}

void BodyFind::close()
{
    m_views.bar.hide();
    m_finder.clear();
    if (m_target.document)
        m_views.code.setFocus();
    else if (m_target.isTree)
        m_views.tree.setFocus();
    else
        m_views.hex.setFocus();
}

void BodyFind::advance()
{
    m_finder.advance();
}

void BodyFind::next()
{
    if (!m_views.bar.isVisible())
        return open();
    m_finder.next();
}

void BodyFind::previous()
{
    if (!m_views.bar.isVisible())
        return open();
    m_finder.previous();
}

void BodyFind::search()
{
    m_finder.find(m_views.bar.query(), m_target.store, here());
}

void BodyFind::showHit()
{
    const auto hit = m_finder.current();
    if (!hit)
        return;
    if (m_target.document) {
        m_target.document->reveal(hit->at);
        m_views.code.refresh();
        m_views.code.select({m_target.document->placeOf(hit->at), m_target.document->placeOf(hit->at + hit->size)});
        m_isHitShown = true;
    } else if (m_target.isTree) {
        m_views.tree.goTo(hit->at);
    } else {
        m_views.hex.select(hit->at, hit->size);
    }
}

void BodyFind::showState()
{
    m_views.bar.setSummary(m_finder.summary(), m_finder.isFruitless());
    m_views.bar.setFault(m_finder.fault());
    if (m_finder.isFruitless() && std::exchange(m_isHitShown, false)) { // what was found before is no hit of this
        const CodePlace from = m_views.code.selection().from;
        m_views.code.select({from, from});
    }
    m_marked = {};
    showScrollMarks();
    m_views.code.viewport()->update();
}

}
