#include "ui/settings/SettingsDialog.h"

#include "app/auth/AuthManager.h"
#include "app/auth/session/Accounts.h"
#include "app/run/Services.h"
#include "ui/settings/ClampingSpinBox.h"
#include "ui/settings/NetworkForm.h"
#include "ui/settings/SettingsStore.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Surface.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/DialogPlace.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TabStrip.h"
#include "ui/widgets/TextLabel.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

enum Page { GeneralPage, NetworkPage };

// A large text or a small screen must not put a page out of reach.
QScrollArea *scrolling(QWidget *page)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(page);
    area->viewport()->setAutoFillBackground(false);
    page->setAutoFillBackground(false);
    return area;
}

}

SettingsDialog *SettingsDialog::open(const Parts &parts, QWidget *parent, const std::optional<QString> &environment)
{
    auto *dialog = new SettingsDialog(parts, parent);
    if (environment) {
        dialog->m_tabs->setCurrentIndex(NetworkPage);
        dialog->showEnvironment(*environment);
    }
    dialog->open();
    return dialog;
}

SettingsDialog::SettingsDialog(const Parts &parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_tabs(new TabStrip(parts.theme))
    , m_pages(new QStackedWidget)
    , m_save(new QPushButton(tr("Save")))
{
    setObjectName(u"settingsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    setSurface(this, Surface::Raised);
    m_tabs->setObjectName(u"settingsTabs"_s);
    m_tabs->addTab(tr("General"));
    m_tabs->addTab(tr("Network"));
    m_pages->addWidget(makeGeneral());
    m_pages->addWidget(makeNetwork());
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 12, 20, 20);
    layout->setSpacing(16);
    layout->addWidget(m_tabs);
    layout->addWidget(m_pages, 1);
    layout->addLayout(makeFoot());
    connect(&parts.theme, &Theme::changed, this, &SettingsDialog::fit);
}

void SettingsDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    fit();
}

void SettingsDialog::fit()
{
    placeDialog(*this, {m_parts.theme.px(620), m_parts.theme.px(560)});
}

QWidget *SettingsDialog::makeGeneral()
{
    const WindowSettings &settings = m_parts.settings.settings();
    auto *scheme = new SegmentedControl(m_parts.theme);
    scheme->setObjectName(u"schemeChoice"_s);
    scheme->setAccessibleName(tr("Appearance"));
    scheme->setSegments({tr("As the system"), tr("Light"), tr("Dark")});
    scheme->setCurrentIndex(int(settings.scheme));
    connect(scheme, &SegmentedControl::currentIndexChanged, this, [this](int index) {
        m_parts.theme.setChoice(SchemeChoice(index));
        m_parts.settings.change([index](WindowSettings &changed) { changed.scheme = SchemeChoice(index); });
    });
    auto *size = new ClampingSpinBox;
    size->setObjectName(u"textSize"_s);
    size->setAccessibleName(tr("Text size in pixels"));
    size->setRange(11, 20);
    size->setSuffix(tr(" px"));
    size->setValue(settings.textSize);
    connect(size, &QSpinBox::valueChanged, this, [this](int pixels) {
        m_parts.theme.setTextSize(pixels);
        m_parts.settings.change([pixels](WindowSettings &changed) { changed.textSize = pixels; });
    });
    const auto box = [this](const QString &name, const QString &text, bool WindowSettings::*member) {
        auto *check = new QCheckBox(text);
        check->setObjectName(name);
        check->setChecked(m_parts.settings.settings().*member);
        connect(check, &QCheckBox::toggled, this, [this, member](bool isOn) {
            m_parts.settings.change([=](WindowSettings &changed) { changed.*member = isOn; });
        });
        return check;
    };
    auto *page = new QWidget;
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->addRow(new TextLabel(m_parts.theme, TextRole::Body, Token::Dim, tr("Appearance")), scheme);
    auto *sizeRow = new QHBoxLayout;
    sizeRow->setSpacing(8);
    sizeRow->addWidget(size);
    sizeRow->addWidget(new TextLabel(
        m_parts.theme, TextRole::Small, Token::Dim, tr("from %1 to %2").arg(size->minimum()).arg(size->maximum())));
    sizeRow->addStretch();
    form->addRow(new TextLabel(m_parts.theme, TextRole::Body, Token::Dim, tr("Text size")), sizeRow);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(form);
    layout->addSpacing(12);
    layout->addWidget(
        box(u"notifies"_s, tr("Tell me on the desktop when an API wants me to sign in again"), &WindowSettings::notifies));
    layout->addWidget(box(u"runsSandbox"_s, tr("Run the APIs to try when Tessera starts and I am signed in to them"),
        &WindowSettings::runsSandbox));
    layout->addStretch();
    auto *where = new TextLabel(m_parts.theme, TextRole::Small, Token::Dim,
        tr("Settings, accounts and drafts are in %1. Passwords and tokens are in your keychain only.")
            .arg(m_parts.services.dataFolder()));
    where->setWordWrap(true);
    where->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(where);
    return scrolling(page);
}

QWidget *SettingsDialog::makeNetwork()
{
    m_environment = new QComboBox;
    m_environment->setObjectName(u"networkEnvironment"_s);
    m_environment->setAccessibleName(tr("Environment"));
    for (const QString &name : m_parts.services.accounts().environments())
        m_environment->addItem(name, name);
    m_environment->addItem(tr("None: requests as nobody"), QString());
    m_network = new NetworkForm(m_parts.theme);
    m_banner = new ErrorBanner(m_parts.theme);
    connect(m_environment, &QComboBox::currentIndexChanged, this,
        [this] { showEnvironment(m_environment->currentData().toString()); });
    connect(m_network, &NetworkForm::edited, this, [this] {
        m_banner->clear();
        m_save->setEnabled(true);
    });

    auto *words = new TextLabel(m_parts.theme, TextRole::Small, Token::Dim,
        tr("Signing in, refreshing and every request of an environment go this way. Passwords go into the keychain."));
    words->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(new TextLabel(m_parts.theme, TextRole::Strong, Token::Text, tr("Environment")));
    row->addWidget(m_environment, 1);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addLayout(row);
    layout->addWidget(words);
    layout->addWidget(scrolling(m_network), 1);
    layout->addWidget(m_banner);
    showEnvironment(m_environment->currentData().toString());
    return page;
}

QHBoxLayout *SettingsDialog::makeFoot()
{
    m_save->setObjectName(u"saveNetwork"_s);
    setButtonRole(m_save, ButtonRole::Primary);
    const auto showSave = [this] { m_save->setVisible(m_tabs->currentIndex() == NetworkPage); }; // the rest applies at once
    connect(m_tabs, &QTabBar::currentChanged, this, showSave);
    connect(m_save, &QPushButton::clicked, this, &SettingsDialog::save);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"closeSettings"_s);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    for (QPushButton *button : {m_save, close})
        button->setAutoDefault(false); // Enter in a field is the field's
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addStretch();
    foot->addWidget(m_save);
    foot->addWidget(close);
    showSave();
    return foot;
}

void SettingsDialog::showEnvironment(const QString &name)
{
    if (m_environment->findData(name) < 0)
        m_environment->addItem(name, name);
    const QSignalBlocker quiet(m_environment);
    m_environment->setCurrentIndex(m_environment->findData(name));
    m_network->setClientCertificateShown(!name.isEmpty());
    m_network->setSettings(m_parts.services.auth().network({{}, name, {}}));
    m_banner->clear();
    m_save->setEnabled(false);
}

void SettingsDialog::save()
{
    const QString problem = m_network->problem();
    if (!problem.isEmpty())
        return m_banner->say(ErrorBanner::Kind::Error, problem);
    m_parts.services.auth().setNetwork(m_environment->currentData().toString(), m_network->settings(),
        {this, [this](const Result<Done> &done) {
             if (!done)
                 return m_banner->sayError(done.error());
             m_banner->say(ErrorBanner::Kind::Info, tr("Saved. It applies from the next request on."));
             m_save->setEnabled(false);
         }});
}

}
