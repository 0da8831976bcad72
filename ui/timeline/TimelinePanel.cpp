#include "ui/timeline/TimelinePanel.h"

#include "ui/theme/ButtonRole.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/timeline/AxisMarks.h"
#include "ui/timeline/EventDetail.h"
#include "ui/timeline/TimelineAxis.h"
#include "ui/timeline/TimelineChart.h"
#include "ui/timeline/TimelineLegend.h"
#include "ui/timeline/TimelineTable.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/OnDemand.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/Ticker.h"
#include "ui/widgets/ToolTip.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double step = 1.5;
constexpr int headHeight = 30, narrow = 900, low = 180;

// One control of three parts: or what it says would be read as a label of the axis that begins beside it.
class Zoom final : public QWidget {
public:
    explicit Zoom(const Theme &theme)
        : m_theme(theme)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        drawBox(painter, rect(), m_theme.px(6), QColor(Qt::transparent), m_theme.color(Token::Line));
    }

private:
    const Theme &m_theme;
};

}

TimelinePanel::TimelinePanel(const Theme &theme, Ticker &ticker, const TimelineLanes &lanes, const CredentialSource &source, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_lanes(lanes)
    , m_chart(new TimelineChart(theme, ticker, lanes, source))
    , m_axis(new TimelineAxis(theme, *m_chart))
    , m_table(new OnDemand<TimelineTable>([this, &clock = ticker.clock()] { return makeTable(clock); }))
    , m_head(new QStackedWidget)
    , m_body(new QStackedWidget)
    , m_row(new QHBoxLayout)
    , m_title(new TextLabel(theme, TextRole::Strong, Token::Text, tr("Timeline")))
    , m_empty(new EmptyState(theme, Icon::Timeline, tr("The life of every token appears here"),
          tr("Sign in to an API: a lane shows how long its token lives, each refresh, each failure and every request that was sent with it, as it happens. Requests as nobody have no lane.")))
    , m_detail(new EventDetail(theme))
    , m_zoom(new Zoom(theme))
    , m_span(new TextLabel(theme, TextRole::Tiny, Token::Dim))
    , m_trouble(makeButton(u"timelineTrouble"_s, {}, tr("What is wrong with the timeline's file")))
    , m_follow(makeButton(u"timelineFollow"_s, tr("Now"), tr("Follow now: it stays in its place and the lanes go by (N)")))
    , m_fit(makeButton(u"timelineFit"_s, tr("All"), tr("Show everything that is known (0)")))
    , m_less(makeButton(u"timelineLess"_s, u"−"_s, tr("A longer time (-)")))
    , m_more(makeButton(u"timelineMore"_s, u"+"_s, tr("A shorter time (+)")))
    , m_legend(makeButton(u"timelineLegendButton"_s, {}, tr("What the marks mean")))
    , m_asTable(makeButton(u"timelineAsTable"_s, tr("Table"), tr("The same events as a table")))
    , m_away(makeButton(u"timelineAway"_s, {}, tr("Put the timeline away")))
{
    setObjectName(u"timelinePanel"_s);
    setSurface(this, Surface::Panel);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_asTable->setCheckable(true);
    m_legend->setIcon(themedIcon(theme, Icon::Question));
    m_away->setIcon(themedIcon(theme, Icon::ChevronDown));
    m_trouble->setIcon(themedIcon(theme, Icon::Warning, Token::Warn));
    m_trouble->hide();
    m_span->setAlignment(Qt::AlignCenter);
    m_span->setObjectName(u"timelineSpan"_s);
    m_span->setAccessibleName(tr("Time that is seen"));
    m_head->addWidget(m_axis);
    m_head->addWidget(new QWidget); // nothing to measure
    m_body->addWidget(m_chart);
    m_body->addWidget(m_table);
    m_body->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 1, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_body, 1);
    layout->addWidget(m_detail);
    connectParts();
    measure();
    render();
}

QToolButton *TimelinePanel::makeButton(const QString &name, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(plainToolTip(tip));
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    setButtonRole(button, ButtonRole::Subtle);
    return button;
}

QWidget *TimelinePanel::makeHead()
{
    auto *head = new QWidget;
    head->setLayout(m_row);
    auto *zoom = new QHBoxLayout(m_zoom);
    zoom->setContentsMargins(0, 0, 0, 0);
    zoom->setSpacing(0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_less, m_span, m_more})
        zoom->addWidget(part);
    // It stands above the names: what is to come needs its room on the axis.
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_zoom, m_trouble})
        m_row->addWidget(part);
    m_row->addWidget(m_head, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_follow, m_fit, m_asTable, m_legend, m_away})
        m_row->addWidget(part);
    return head;
}

TimelineTable *TimelinePanel::makeTable(const Clock &clock)
{
    auto *table = new TimelineTable(m_theme, clock, m_lanes);
    m_head->addWidget(table->filters());
    connect(table, &TimelineTable::inspectRequested, this, &TimelinePanel::inspect);
    return table;
}

void TimelinePanel::connectParts()
{
    connect(m_chart, &TimelineChart::moved, this, [this] { m_span->setText(spanText(m_chart->scale().span())); });
    connect(m_chart, &TimelineChart::followingChanged, m_follow, &QToolButton::setChecked);
    connect(m_chart, &TimelineChart::inspectRequested, this, &TimelinePanel::inspect);
    connect(m_follow, &QToolButton::clicked, m_chart, &TimelineChart::setFollowing);
    connect(m_fit, &QToolButton::clicked, m_chart, &TimelineChart::fit);
    connect(m_less, &QToolButton::clicked, this, [this] { m_chart->zoom(1 / step); });
    connect(m_more, &QToolButton::clicked, this, [this] { m_chart->zoom(step); });
    connect(m_legend, &QToolButton::clicked, this, [this] { TimelineLegend::open(m_theme, m_legend); });
    connect(m_asTable, &QToolButton::clicked, this, &TimelinePanel::setTableShown);
    connect(m_away, &QToolButton::clicked, this, &TimelinePanel::putAwayRequested);
    connect(&m_lanes, &TimelineLanes::reset, this, [this] {
        if (m_lanes.indexOf(m_detail->lane()) < 0) // forgotten, and its past with it
            m_detail->clear();
        render();
    });
    connect(&m_theme, &Theme::changed, this, &TimelinePanel::measure);
}

void TimelinePanel::inspect(const CredentialId &id, const TimelineEvent &event)
{
    m_detail->tell(event);
    Q_EMIT inspectRequested(id, event);
}

void TimelinePanel::setTableShown(bool isShown)
{
    m_asTable->setChecked(isShown);
    render();
    if (m_lanes.count() > 0)
        m_body->currentWidget()->setFocus();
}

void TimelinePanel::setTrouble(const QString &message)
{
    m_trouble->setToolTip(plainToolTip(message));
    m_trouble->setAccessibleName(message);
    m_trouble->setVisible(!message.isEmpty());
}

void TimelinePanel::render()
{
    const bool isEmpty = m_lanes.count() == 0, isTable = m_asTable->isChecked();
    m_body->setCurrentWidget(isEmpty ? m_empty : isTable ? static_cast<QWidget *>(m_table) : m_chart);
    m_head->setCurrentWidget(isEmpty ? m_head->widget(1) : isTable ? m_table->part().filters() : m_axis);
    const bool isNarrow = width() < m_theme.px(narrow); // now is to be read; the wheel and the keys are there too
    m_zoom->setVisible(!isEmpty && !isTable && !isNarrow);
    for (QWidget *part : std::initializer_list<QWidget *>{m_follow, m_fit})
        part->setVisible(!isEmpty && !isTable);
    m_asTable->setVisible(!isEmpty);
}

void TimelinePanel::measure()
{
    for (QToolButton *button : {m_trouble, m_follow, m_fit, m_less, m_more, m_legend, m_asTable, m_away}) {
        button->setFixedHeight(m_theme.px(22));
        button->setFont(m_theme.font(TextRole::Small));
    }
    m_row->setContentsMargins(m_theme.px(12), 0, m_theme.px(6), 0);
    m_row->setSpacing(m_theme.px(2));
    m_span->setMinimumWidth(m_theme.px(52));
    m_title->setContentsMargins(0, 0, m_theme.px(6), 0);
    for (QToolButton *button : {m_less, m_more})
        button->setFixedWidth(m_theme.px(24));
    m_zoom->setFixedHeight(m_theme.px(22));
    m_head->setFixedHeight(m_theme.px(headHeight));
}

int TimelinePanel::usualHeight() const
{
    return m_theme.px(headHeight) + m_chart->sizeHint().height() + 1;
}

void TimelinePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_detail->setLow(height() < m_theme.px(low));
    render();
}

void TimelinePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || !m_detail->isVisible())
        return QWidget::keyPressEvent(event);
    const bool hadFocus = m_detail->isAncestorOf(focusWidget());
    m_detail->clear();
    if (hadFocus)
        m_body->currentWidget()->setFocus();
}

void TimelinePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Panel));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Token::Line));
}

}
