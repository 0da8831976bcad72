#include "ui/composer/SettingsPanel.h"

#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QWheelEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDoubleSpinBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double mostSeconds = 24 * 60 * 60;
constexpr int leastAbout = 180; // in which a sentence can be read
enum Column { AboutColumn = 2 };

// A field scrolls past under the wheel; it is not changed by it.
class CalmSpinBox final : public QDoubleSpinBox {
public:
    CalmSpinBox() { setFocusPolicy(Qt::StrongFocus); }
    [[nodiscard]] QString textFromValue(double value) const override { return QString::number(value); } // "15", "0.25"

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

class CalmCounter final : public QSpinBox {
public:
    CalmCounter() { setFocusPolicy(Qt::StrongFocus); }

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

bool isOwn(RequestDocument::Proxy::Kind kind)
{
    return kind == RequestDocument::Proxy::Kind::Http || kind == RequestDocument::Proxy::Kind::Socks5;
}

}

SettingsPanel::SettingsPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *content = new QWidget;
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, theme.px(8), theme.px(8), theme.px(8));
    m_grid->setHorizontalSpacing(theme.px(16));
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(AboutColumn, 1);
    const auto addRow = [&](const QString &label, QWidget *control, const QString &help) {
        auto *name = new TextLabel(theme, label);
        name->setBuddy(control->focusProxy() ? control->focusProxy() : control);
        auto *about = new TextLabel(theme, TextRole::Small, Token::Dim, help);
        about->setWordWrap(true);
        control->setAccessibleDescription(help);
        m_rows.append({name, control, about});
    };
    const auto together = [&](const QList<QWidget *> &controls) {
        auto *group = new QWidget;
        auto *row = new QHBoxLayout(group);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme.px(8));
        for (QWidget *control : controls)
            row->addWidget(control);
        group->setFocusProxy(controls.constFirst());
        return group;
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
    m_maxRedirects = new CalmCounter;
    m_maxRedirects->setObjectName(u"maxRedirects"_s);
    m_maxRedirects->setAccessibleName(tr("Most redirects"));
    m_maxRedirects->setRange(0, 100);
    m_maxRedirects->setPrefix(tr("at most "));
    m_maxRedirects->setFixedWidth(theme.px(110));
    connect(m_redirects, &QCheckBox::toggled, m_maxRedirects, &QWidget::setEnabled);
    connect(m_maxRedirects, &QSpinBox::valueChanged, this, &SettingsPanel::edited);
    addRow(tr("Redirects"), together({m_redirects, m_maxRedirects}), tr("Each hop is shown under Exchange. Credentials never go along to another address."));
    m_version = new SegmentedControl(theme);
    m_version->setObjectName(u"httpVersion"_s);
    m_version->setAccessibleName(tr("HTTP version"));
    m_version->setSegments({tr("Negotiated"), u"HTTP/1.1"_s, u"HTTP/2"_s});
    connect(m_version, &SegmentedControl::currentIndexChanged, this, &SettingsPanel::edited);
    addRow(tr("HTTP version"), m_version, tr("Negotiated: the best that both sides know."));
    m_tlsExceptions = new QCheckBox(tr("Trust them"));
    m_tlsExceptions->setObjectName(u"tlsExceptions"_s);
    m_tlsExceptions->setAccessibleName(tr("Trust the environment's TLS exceptions"));
    connect(m_tlsExceptions, &QCheckBox::toggled, this, &SettingsPanel::edited);
    addRow(tr("TLS exceptions"), m_tlsExceptions, tr("Certificates that the environment trusts although they could not be verified."));
    m_proxy = new QComboBox;
    m_proxy->setObjectName(u"proxy"_s);
    m_proxy->setAccessibleName(tr("Proxy"));
    m_proxy->addItems({tr("As the environment says"), tr("None"), u"HTTP"_s, u"SOCKS5"_s});
    m_proxyPlace = new QLineEdit;
    m_proxyPlace->setObjectName(u"proxyPlace"_s);
    m_proxyPlace->setAccessibleName(tr("Host and port of the proxy"));
    m_proxyPlace->setPlaceholderText(tr("host:port"));
    m_proxyPlace->setFont(theme.font(TextRole::Mono));
    m_proxyPlace->setFixedWidth(theme.px(170));
    connect(m_proxy, &QComboBox::currentIndexChanged, this, [this] {
        showProxy();
        Q_EMIT edited();
    });
    connect(m_proxyPlace, &QLineEdit::textEdited, this, [this] {
        showProxy();
        Q_EMIT edited();
    });
    addRow(tr("Proxy"), together({m_proxy, m_proxyPlace}), tr("For this request only. User names and passwords of proxies belong to the environment."));
    m_grid->setRowStretch(2 * int(m_rows.size()), 1);
    placeRows(false);

    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    content->resize(scroll->size()); // or it would be asked what it likes
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

// Beside its control an explanation begins where the others do; in a panel that has no room for that it stands below.
void SettingsPanel::arrange()
{
    int names = 0, controls = 0;
    for (const Row &row : std::as_const(m_rows)) {
        names = std::max(names, row.name->sizeHint().width());
        controls = std::max(controls, row.control->sizeHint().width());
    }
    const bool isBelow = width() - names - controls - 2 * m_grid->horizontalSpacing() < m_theme.px(leastAbout);
    if (isBelow != m_isBelow)
        placeRows(isBelow);
}

void SettingsPanel::placeRows(bool isBelow)
{
    m_isBelow = isBelow;
    const int apart = m_theme.px(6);
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const Row &row = m_rows.at(i);
        for (QWidget *part : std::initializer_list<QWidget *>{row.name, row.control, row.about})
            m_grid->removeWidget(part);
        m_grid->addWidget(row.name, 2 * i, 0);
        m_grid->addWidget(row.control, 2 * i, 1, Qt::AlignLeft);
        m_grid->addWidget(row.about, isBelow ? 2 * i + 1 : 2 * i, isBelow ? 1 : AboutColumn, 1, isBelow ? 2 : 1);
        row.about->setContentsMargins(0, isBelow ? m_theme.px(2) : 0, 0, isBelow ? apart : 0);
        m_grid->setRowMinimumHeight(2 * i + 1, apart);
    }
}

void SettingsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
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
    m_maxRedirects->setValue(document.maxRedirects);
    m_maxRedirects->setEnabled(document.followRedirects);
    m_tlsExceptions->setChecked(document.usesTlsExceptions);
    m_proxy->setCurrentIndex(int(document.proxy.kind));
    m_given = document.proxy;
    if (const auto typed = typedProxy(); typed.host != m_given.host || typed.port != m_given.port)
        m_proxyPlace->setText(m_given.port ? u"%1:%2"_s.arg(m_given.host).arg(m_given.port) : m_given.host);
    showProxy();
}

RequestDocument::Proxy SettingsPanel::proxy() const
{
    RequestDocument::Proxy proxy = typedProxy();
    if (!isOwn(proxy.kind)) { // what stands in a field that is not seen is nobody's wish
        proxy.host = m_given.host;
        proxy.port = m_given.port;
    }
    return proxy;
}

RequestDocument::Proxy SettingsPanel::typedProxy() const
{
    RequestDocument::Proxy proxy;
    proxy.kind = RequestDocument::Proxy::Kind(m_proxy->currentIndex());
    // "host:port", "[::1]:port"; what is no port stays with the host, and is refused with it.
    const QString place = m_proxyPlace->text().trimmed();
    const auto colon = place.lastIndexOf(u':');
    bool isPort = false;
    const uint port = colon < 0 ? 0 : QStringView(place).mid(colon + 1).toUShort(&isPort);
    proxy.host = isPort ? place.left(colon) : place;
    proxy.port = isPort ? quint16(port) : 0;
    return proxy;
}

void SettingsPanel::showProxy()
{
    const auto proxy = this->proxy();
    m_proxyPlace->setVisible(isOwn(proxy.kind));
    const bool isWrong = isOwn(proxy.kind) && (proxy.host.isEmpty() || proxy.port == 0);
    setInvalid(m_proxyPlace, isWrong);
    m_proxyPlace->setToolTip(isWrong ? tr("Write the proxy's host and port, such as proxy.example:3128.") : QString());
    arrange();
}

void SettingsPanel::showError(const QString &setting)
{
    const QMap<QString, QWidget *> fields{{u"connect"_s, m_connect}, {u"firstByte"_s, m_firstByte}, {u"idle"_s, m_idle},
        {u"total"_s, m_total}, {u"maxRedirects"_s, m_maxRedirects}, {u"proxy"_s, m_proxyPlace->isVisibleTo(this) ? static_cast<QWidget *>(m_proxyPlace) : m_proxy}};
    if (QWidget *field = fields.value(setting))
        field->setFocus();
    else
        m_connect->setFocus();
}

void SettingsPanel::store(RequestDocument &document) const
{
    document.timeouts = {milliseconds(m_connect->value()), milliseconds(m_firstByte->value()), milliseconds(m_idle->value()),
        milliseconds(m_total->value())};
    document.followRedirects = m_redirects->isChecked();
    document.version = HttpVersion(m_version->currentIndex());
    document.maxRedirects = m_maxRedirects->value();
    document.usesTlsExceptions = m_tlsExceptions->isChecked();
    document.proxy = proxy();
}

}
