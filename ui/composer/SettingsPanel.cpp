#include "ui/composer/SettingsPanel.h"

#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double mostSeconds = 24 * 60 * 60;

// A field scrolls past under the wheel; it is not changed by it.
class CalmSpinBox final : public QDoubleSpinBox {
public:
    CalmSpinBox() { setFocusPolicy(Qt::StrongFocus); }
    [[nodiscard]] QString textFromValue(double value) const override { return QString::number(value); } // "15", "0.25"

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

double seconds(Milliseconds time)
{
    return double(time.count()) / 1000;
}

Milliseconds milliseconds(double seconds)
{
    return Milliseconds(qRound64(seconds * 1000));
}

}

SettingsPanel::SettingsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(8, 8, 8, 8);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(2, 1);
    const auto addRow = [&](const QString &label, QWidget *control, const QString &help) {
        const int row = grid->rowCount();
        auto *name = new TextLabel(theme, label);
        name->setBuddy(control);
        auto *about = new TextLabel(theme, TextRole::Small, Token::Dim, help);
        about->setWordWrap(true);
        control->setAccessibleDescription(help);
        grid->addWidget(name, row, 0);
        grid->addWidget(control, row, 1, Qt::AlignLeft);
        grid->addWidget(about, row, 2);
    };
    const auto addSeconds = [&](const QString &name, const QString &label, const QString &help) {
        auto *field = new CalmSpinBox;
        field->setObjectName(name);
        field->setAccessibleName(label);
        field->setRange(0, mostSeconds);
        field->setDecimals(3);
        field->setSuffix(tr(" s"));
        field->setSpecialValueText(tr("no limit"));
        field->setFixedWidth(theme.px(110));
        addRow(label, field, help);
        connect(field, &QDoubleSpinBox::valueChanged, this, &SettingsPanel::edited);
        return field;
    };
    m_connect = addSeconds(u"connectTimeout"_s, tr("Connect within"), tr("Finding the host, connecting and agreeing on TLS."));
    m_firstByte = addSeconds(u"firstByteTimeout"_s, tr("Answer begins within"), tr("From the request's last byte to the answer's first."));
    m_idle = addSeconds(u"idleTimeout"_s, tr("Longest silence"), tr("While the answer arrives: how long nothing may come."));
    m_total = addSeconds(u"totalTimeout"_s, tr("All in all within"), tr("From Send to the last byte."));
    m_redirects = new QCheckBox(tr("Follow"));
    m_redirects->setObjectName(u"followRedirects"_s);
    m_redirects->setAccessibleName(tr("Follow redirects"));
    connect(m_redirects, &QCheckBox::toggled, this, &SettingsPanel::edited);
    addRow(tr("Redirects"), m_redirects, tr("At most 10 hops, each shown under Exchange. Credentials never go along to another address."));
    m_version = new SegmentedControl(theme);
    m_version->setObjectName(u"httpVersion"_s);
    m_version->setAccessibleName(tr("HTTP version"));
    m_version->setSegments({tr("Negotiated"), u"HTTP/1.1"_s, u"HTTP/2"_s});
    connect(m_version, &SegmentedControl::currentIndexChanged, this, &SettingsPanel::edited);
    addRow(tr("HTTP version"), m_version, tr("Negotiated: the best that both sides know."));
    grid->setRowStretch(grid->rowCount(), 1);

    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

void SettingsPanel::setRequest(const RequestDocument &document)
{
    const QSignalBlocker quiet(this);
    m_connect->setValue(seconds(document.timeouts.connect));
    m_firstByte->setValue(seconds(document.timeouts.firstByte));
    m_idle->setValue(seconds(document.timeouts.idle));
    m_total->setValue(seconds(document.timeouts.total));
    m_redirects->setChecked(document.followRedirects);
    m_version->setCurrentIndex(int(document.version));
}

void SettingsPanel::store(RequestDocument &document) const
{
    document.timeouts = {milliseconds(m_connect->value()), milliseconds(m_firstByte->value()), milliseconds(m_idle->value()),
        milliseconds(m_total->value())};
    document.followRedirects = m_redirects->isChecked();
    document.version = HttpVersion(m_version->currentIndex());
}

}
