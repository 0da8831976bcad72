#include "ui/widgets/SegmentedControl.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"

#include <QtGui/QPainter>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QRadioButton>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// A radio button in another dress: keyboard, exclusiveness and accessibility come with it.
class Segment final : public QRadioButton {
public:
    Segment(const Theme &theme, const QString &text, QWidget *control)
        : QRadioButton(text, control)
        , m_theme(theme)
        , m_control(control)
    {
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setAttribute(Qt::WA_Hover);
    }

    QSize sizeHint() const override
    {
        const int width = QFontMetrics(m_theme.font(TextRole::Strong)).horizontalAdvance(text());
        return {width + m_theme.px(24), m_theme.px(isTall(m_control) ? 34 : 28)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &point) const override { return rect().contains(point); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        const qreal radius = m_theme.px(5);
        if (isChecked())
            drawBox(painter, box, radius, m_theme.color(Token::AccentGround), {});
        else if (underMouse() && isEnabled())
            drawBox(painter, box, radius, m_theme.color(Token::Hover), {});
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
            drawBox(painter, box, radius, {}, m_theme.color(Token::Accent), 1.5);
        painter.setFont(m_theme.font(isChecked() ? TextRole::Strong : TextRole::Body));
        painter.setPen(m_theme.color(!isEnabled() ? Token::Faint : isChecked() ? Token::AccentText : Token::Dim));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, text());
    }

private:
    const Theme &m_theme;
    QWidget *m_control;
};

}

SegmentedControl::SegmentedControl(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_group(new QButtonGroup(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool isOn) {
        if (isOn)
            Q_EMIT currentIndexChanged(id);
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SegmentedControl::setSegments(const QStringList &labels)
{
    const QSignalBlocker quiet(this);
    qDeleteAll(m_group->buttons());
    for (int i = 0; i < labels.size(); ++i) {
        auto *segment = new Segment(m_theme, labels.at(i), this);
        segment->setObjectName(u"segment%1"_s.arg(i));
        m_group->addButton(segment, i);
        layout()->addWidget(segment);
        segment->show(); // now and not by the layout a moment later: who asks for the size must not be told that of nothing
        if (i == 0)
            segment->setChecked(true);
    }
}

int SegmentedControl::currentIndex() const
{
    return m_group->checkedId();
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

int SegmentedControl::count() const
{
    return int(m_group->buttons().size());
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(6), m_theme.color(Token::Raised), m_theme.color(Token::Line));
}

}
