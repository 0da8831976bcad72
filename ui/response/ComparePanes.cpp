#include "ui/response/ComparePanes.h"

#include "app/json/JsonPointer.h"
#include "ui/response/AlignedRows.h"
#include "ui/response/Comparison.h"
#include "ui/response/MarkedRows.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CodeText.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/MarkedScrollBar.h"

#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostMarks = 400; // on a scroll bar
constexpr qint64 above = 4; // rows that are to be seen above a change

void showRowOf(CodeView *view, qint64 row)
{
    view->showRow(row - above);
    view->select({{row, 0}, {row, 0}});
}

// The object or list that a change is in, in the body that has not got it.
std::optional<JsonNode> parentOf(const JsonIndex &index, const QString &pointer)
{
    const auto parsed = JsonPointer::parse(pointer);
    QStringList segments = parsed ? parsed->segments() : QStringList();
    while (!segments.isEmpty()) {
        segments.removeLast();
        if (const auto node = index.find(segments))
            return node;
    }
    return index.root();
}

}

ComparePanes::ComparePanes(const Theme &theme, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_before(new CodeView(theme))
    , m_after(new CodeView(theme))
{
    m_before->setObjectName(u"compareBefore"_s);
    m_before->setAccessibleName(tr("The earlier answer"));
    m_after->setObjectName(u"compareAfter"_s);
    m_after->setAccessibleName(tr("The later answer"));
    auto *split = new QSplitter(Qt::Horizontal);
    split->setHandleWidth(1);
    split->setChildrenCollapsible(false);
    split->addWidget(m_before);
    split->addWidget(m_after);
    split->setSizes({1000, 1000});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(split);
    setFocusProxy(m_after);
    follow(m_before, m_after);
    follow(m_after, m_before);
}

void ComparePanes::follow(CodeView *from, CodeView *to)
{
    const auto connectBars = [this](QScrollBar *bar, QScrollBar *other) {
        connect(bar, &QScrollBar::valueChanged, this, [this, other](int value) {
            if (m_alignment)
                other->setValue(value);
        });
    };
    connectBars(from->verticalScrollBar(), to->verticalScrollBar());
    connectBars(from->horizontalScrollBar(), to->horizontalScrollBar());
}

void ComparePanes::setComparison(std::shared_ptr<const Comparison> comparison)
{
    m_comparison = std::move(comparison);
    m_alignment.reset();
    m_json = {};
    if (!m_comparison) {
        m_before->setText({});
        m_after->setText({});
    } else if (m_comparison->how == Comparison::How::Json) {
        showJson();
    } else {
        showText();
    }
}

void ComparePanes::showJson()
{
    const auto show = [this](const Comparison::Side &side, CodeRow::Ground ground, CodeView *view) {
        auto rows = std::make_shared<MarkedRows>(side.document(m_clock), side.changed, ground);
        view->setDocument(rows);
        QList<double> marks;
        const double last = double(std::max<qint64>(1, rows->rowCount() - 1));
        for (qsizetype i = 0; i < side.changed.size(); i += std::max<qsizetype>(1, side.changed.size() / mostMarks))
            marks.append(double(rows->body().rowOf(side.changed.at(i).from)) / last);
        view->scrollMarks().setMarks(marks);
        return rows;
    };
    m_json = {show(m_comparison->before, CodeRow::Ground::Removed, m_before), show(m_comparison->after, CodeRow::Ground::Added, m_after)};
}

void ComparePanes::showText()
{
    m_alignment = std::make_shared<RowAlignment>(m_comparison->parts);
    const AlignedRows::Texts texts{m_comparison->before.document(m_clock), m_comparison->after.document(m_clock), m_alignment};
    QList<double> marks;
    const double last = double(std::max<qint64>(1, m_alignment->rowCount() - 1));
    for (qsizetype i = 0; i < m_alignment->changeCount(); i += std::max<qsizetype>(1, m_alignment->changeCount() / mostMarks))
        marks.append(double(m_alignment->rowOfChange(i)) / last);
    for (const auto &[view, side] : {std::pair{m_before, ComparedSide::Before}, std::pair{m_after, ComparedSide::After}}) {
        view->setDocument(std::make_shared<AlignedRows>(texts, side));
        view->scrollMarks().setMarks(marks);
    }
}

void ComparePanes::goTo(qsizetype change)
{
    if (!m_comparison || change < 0 || change >= m_comparison->changeCount())
        return;
    if (m_comparison->how == Comparison::How::Json)
        return goTo(m_comparison->changes.at(change));
    for (CodeView *view : {m_before, m_after})
        showRowOf(view, m_alignment->rowOfChange(change));
}

void ComparePanes::goTo(const JsonChange &change)
{
    const auto showNode = [&change](CodeView *view, MarkedRows &rows, const JsonIndex &index, const std::optional<JsonNode> &node) {
        const auto shown = node ? node : parentOf(index, change.pointer);
        if (!shown)
            return;
        const qint64 at = std::max<qint64>(0, shown->keyAt >= 0 ? shown->keyAt : shown->at);
        rows.body().reveal(at);
        view->refresh();
        showRowOf(view, rows.body().rowOf(at));
    };
    showNode(m_before, *m_json[0], *m_comparison->before.json, change.before);
    showNode(m_after, *m_json[1], *m_comparison->after.json, change.after);
}

qsizetype ComparePanes::currentChange() const
{
    return m_alignment ? m_alignment->changeAt(m_after->cursor().row) : -1;
}

}
