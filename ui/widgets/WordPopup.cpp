#include "ui/widgets/WordPopup.h"

#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QAccessible>
#include <QtGui/QPainter>
#include <QtGui/QScreen>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 8, rowHeight = 24, narrowest = 160, widest = 460;

enum Role { RemarkRole = Qt::UserRole };

class WordDelegate final : public QStyledItemDelegate {
public:
    WordDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {1, m_theme.px(rowHeight)}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, m_theme.color(Token::AccentGround));
        QRect room = option.rect.adjusted(m_theme.px(8), 0, -m_theme.px(8), 0);
        painter->setFont(m_theme.font(TextRole::Mono));
        painter->setPen(m_theme.color(Token::Text));
        const QFontMetrics metrics = painter->fontMetrics();
        const QString text = metrics.elidedText(index.data().toString(), Qt::ElideRight, room.width());
        painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine, text);
        room.setLeft(room.left() + metrics.horizontalAdvance(text) + m_theme.px(16));
        if (room.width() < m_theme.px(24))
            return;
        painter->setFont(m_theme.font(TextRole::Small));
        painter->setPen(m_theme.color(Token::Dim));
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data(RemarkRole).toString(), Qt::ElideRight, room.width()));
    }

private:
    const Theme &m_theme;
};

}

WordPopup::WordPopup(const Theme &theme, QWidget *owner)
    : QFrame(owner, Qt::ToolTip | Qt::FramelessWindowHint)
    , m_theme(theme)
    , m_list(new QListWidget(this))
{
    setObjectName(u"wordPopup"_s);
    setAttribute(Qt::WA_ShowWithoutActivating);
    setFocusPolicy(Qt::NoFocus);
    m_list->setObjectName(u"words"_s);
    m_list->setAccessibleName(tr("Suggestions"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMinimumHeight(1); // else it is three rows for one word
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new WordDelegate(theme, m_list));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { Q_EMIT chosen(m_list->row(item)); });
}

void WordPopup::open(const QList<Word> &words, int current, const QRect &caret)
{
    if (words != m_words || m_list->count() == 0) {
        m_words = words;
        m_list->clear();
        for (const Word &word : words) {
            auto *item = new QListWidgetItem(word.text.left(300), m_list);
            item->setData(RemarkRole, word.remark.left(300).simplified());
            item->setData(Qt::AccessibleTextRole, word.remark.isEmpty() ? word.text : word.text + u", "_s + word.remark);
        }
    }
    const QFontMetrics mono(m_theme.font(TextRole::Mono)), small(m_theme.font(TextRole::Small));
    int width = 0;
    for (const Word &word : words) {
        const int remark = word.remark.isEmpty() ? 0 : small.horizontalAdvance(word.remark.left(60)) + m_theme.px(24);
        width = std::max(width, mono.horizontalAdvance(word.text.left(60)) + remark);
    }
    const int rows = std::min(int(words.size()), mostRows);
    resize(std::clamp(width + m_theme.px(32), m_theme.px(narrowest), m_theme.px(widest)), rows * m_theme.px(rowHeight) + 2);
    QPoint place = caret.bottomLeft() + QPoint(-m_theme.px(8), m_theme.px(3));
    if (const QScreen *screen = parentWidget()->screen()) {
        const QRect room = screen->availableGeometry();
        if (place.y() + height() > room.bottom())
            place.setY(std::max(room.top(), caret.top() - height() - m_theme.px(3)));
        place.setX(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - this->width())));
    }
    move(place);
    setCurrent(current);
    show();
}

int WordPopup::current() const
{
    return m_list->currentRow();
}

void WordPopup::setCurrent(int row)
{
    m_list->setCurrentRow(row);
    if (row < 0) {
        m_list->clearSelection();
        m_list->scrollToTop();
        return;
    }
    // The focus stays where one types: so that a reader hears what is marked, it is told as if it went there.
    QAccessibleEvent told(m_list, QAccessible::Focus);
    told.setChild(row);
    QAccessible::updateAccessibility(&told);
}

void WordPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Raised));
    drawBox(painter, rect(), 0, {}, m_theme.color(Token::Line));
}

}
