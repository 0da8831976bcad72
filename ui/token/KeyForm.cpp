#include "ui/token/KeyForm.h"

#include "app/http/Origin.h"
#include "app/token/Base64Url.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/token/TextField.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/ReadOnlyText.h"
#include "ui/widgets/SecretField.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtGui/QDragEnterEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 1024 * 1024;

QVBoxLayout *columnOf(QWidget *page, const Theme &theme)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(6));
    return column;
}

TextLabel *words(const Theme &theme, const QString &text)
{
    auto *label = new TextLabel(theme, TextRole::Small, Token::Dim, text);
    label->setWordWrap(true);
    return label;
}

}

KeyForm::KeyForm(const Theme &theme, CurlTransport &transport, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_fetcher(transport)
    , m_sources(new SegmentedControl(theme))
    , m_pages(new QStackedWidget)
    , m_go(new QPushButton)
    , m_progress(new TextLabel(theme, TextRole::Small, Token::Dim))
{
    setObjectName(u"keyForm"_s);
    setAcceptDrops(true);
    m_sources->setObjectName(u"keySource"_s);
    m_sources->setAccessibleName(tr("Where the key comes from"));
    m_sources->setSegments({tr("Issuer"), tr("URL"), tr("Key"), tr("Secret")});
    for (QWidget *page : {makeIssuer(), makeAddress(), makeKey(), makeSecret()})
        m_pages->addWidget(page);
    m_go->setObjectName(u"keyGo"_s);
    m_progress->setObjectName(u"keyProgress"_s);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_go);
    foot->addWidget(m_progress, 1);
    auto *column = columnOf(this, theme);
    column->setSpacing(theme.px(8));
    column->addWidget(m_sources);
    column->addWidget(m_pages);
    column->addLayout(foot);
    connect(m_sources, &SegmentedControl::currentIndexChanged, this, [this](int index) { setSource(Source(index)); });
    connect(m_go, &QPushButton::clicked, this, &KeyForm::press);
    connect(&m_fetcher, &IssuerKeys::progressed, this, [this](qint64 received) { m_progress->setText(tr("Received %1").arg(Quantity::size(received))); });
    setSource(Source::Issuer);
}

QWidget *KeyForm::makeIssuer()
{
    auto *page = new QWidget;
    m_planWords = words(m_theme, {});
    m_plan = new ReadOnlyText(m_theme);
    m_plan->setMostLines(4);
    m_plan->edit()->setObjectName(u"keyPlan"_s);
    m_plan->edit()->setAccessibleName(tr("What will be fetched"));
    auto *column = columnOf(page, m_theme);
    column->addWidget(m_planWords);
    column->addWidget(m_plan);
    column->addStretch();
    return page;
}

QWidget *KeyForm::makeAddress()
{
    auto *page = new QWidget;
    m_address = new QLineEdit;
    m_address->setObjectName(u"keyAddress"_s);
    m_address->setAccessibleName(tr("Address of the key set"));
    m_address->setPlaceholderText(u"https://…/jwks.json"_s);
    connect(m_address, &QLineEdit::textChanged, this, &KeyForm::changed);
    connect(m_address, &QLineEdit::returnPressed, this, &KeyForm::press);
    auto *column = columnOf(page, m_theme);
    column->addWidget(words(m_theme, tr("One GET request to this address, without any credential. It should answer with a JWK or a JWKS.")));
    column->addWidget(m_address);
    column->addStretch();
    return page;
}

QWidget *KeyForm::makeKey()
{
    auto *page = new QWidget;
    m_key = new TextField(m_theme, 84);
    m_key->setObjectName(u"keyText"_s);
    m_key->setAccessibleName(tr("JWK, JWKS, or PEM"));
    m_key->setPlaceholderText(tr("Paste a JWK, a JWKS, a public key or a certificate in PEM, or drop a file here"));
    m_key->setAcceptDrops(false); // the form takes files
    connect(m_key, &QPlainTextEdit::textChanged, this, &KeyForm::changed);
    auto *file = new QPushButton(tr("Choose a file…"));
    file->setObjectName(u"keyFile"_s);
    setButtonRole(file, ButtonRole::Link);
    connect(file, &QPushButton::clicked, this, &KeyForm::chooseFile);
    auto *column = columnOf(page, m_theme);
    column->addWidget(m_key);
    column->addWidget(file, 0, Qt::AlignLeft);
    column->addStretch();
    return page;
}

QWidget *KeyForm::makeSecret()
{
    auto *page = new QWidget;
    m_secret = new SecretField(m_theme);
    m_secret->setObjectName(u"keySecret"_s);
    m_secret->setAccessibleName(tr("Shared secret"));
    m_secret->setPlaceholderText(tr("Shared secret"));
    m_isBase64 = new QCheckBox(tr("It is written in base64"));
    m_isBase64->setObjectName(u"keyIsBase64"_s);
    connect(m_secret, &QLineEdit::textChanged, this, &KeyForm::changed);
    connect(m_isBase64, &QCheckBox::toggled, this, &KeyForm::changed);
    connect(m_secret, &QLineEdit::returnPressed, this, &KeyForm::press);
    auto *column = columnOf(page, m_theme);
    column->addWidget(m_secret);
    column->addWidget(m_isBase64);
    column->addWidget(words(m_theme, tr("For HS256, HS384 and HS512. It is used here and now, and kept nowhere.")));
    column->addStretch();
    return page;
}

KeyForm::Source KeyForm::source() const
{
    return Source(m_sources->currentIndex());
}

void KeyForm::setSource(Source source)
{
    stop();
    m_sources->setCurrentIndex(int(source));
    m_pages->setCurrentIndex(int(source));
    // As high as its page: the others may be higher.
    for (int i = 0; i < m_pages->count(); ++i)
        m_pages->widget(i)->setSizePolicy(QSizePolicy::Preferred, i == int(source) ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    showPlan();
}

void KeyForm::setToken(const TokenFacts &facts)
{
    if (facts.issuer == m_issuer)
        return;
    stop();
    m_keySet.clear();
    m_issuer = facts.issuer;
    showPlan();
}

void KeyForm::showPlan()
{
    const auto url = IssuerKeys::descriptionOf(m_issuer);
    if (!m_keySet.isEmpty()) {
        m_planWords->setText(tr("The issuer says that its keys are on another server. Next request, without any credential:"));
        m_plan->setText(u"GET "_s + m_keySet);
    } else if (url) {
        m_planWords->setText(tr("Two requests without any credential: this one, and then one to the address of the keys that it names."));
        m_plan->setText(u"GET "_s + *url);
    } else {
        m_planWords->setText(url.error().message + u' ' + url.error().detail);
        m_plan->setText({});
    }
    m_plan->setVisible(url.has_value() || !m_keySet.isEmpty());
    m_go->setEnabled(m_isBusy || source() != Source::Issuer || url.has_value());
    const QString host = m_keySet.isEmpty() ? QString() : Origin::of(m_keySet).value_or(Origin()).authority();
    m_go->setText(m_isBusy                            ? tr("Cancel")
            : source() == Source::Issuer && !host.isEmpty() ? tr("Fetch from %1").arg(host)
            : source() <= Source::Address             ? tr("Fetch the keys")
                                                      : tr("Check"));
}

void KeyForm::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    m_progress->setText(isBusy ? tr("Asking…") : QString());
    showPlan();
}

void KeyForm::press()
{
    if (m_isBusy)
        return m_fetcher.cancel();
    Q_EMIT changed();
    switch (source()) {
    case Source::Issuer:
        return m_keySet.isEmpty() ? askIssuer() : fetch(m_keySet);
    case Source::Address:
        return fetch(m_address->text().trimmed());
    case Source::Key:
        return takeText();
    case Source::Secret:
        return takeSecret();
    }
}

void KeyForm::askIssuer()
{
    setBusy(true);
    const NetworkSettings network = m_network ? m_network() : NetworkSettings();
    m_fetcher.find(m_issuer, network, {this, [this, turn = ++m_turn](const Result<QString> &url) {
                                           if (turn != m_turn)
                                               return;
                                           setBusy(false);
                                           if (url)
                                               takeAddress(*url);
                                           else
                                               Q_EMIT failed(url.error());
                                       }});
}

// On the issuer's own server the keys are fetched at once, as was said before; another one is to be agreed to.
void KeyForm::takeAddress(const QString &url)
{
    const auto here = Origin::of(m_issuer), there = Origin::of(url);
    if (here && there && *here == *there)
        return fetch(url);
    m_keySet = url;
    showPlan();
}

void KeyForm::fetch(const QString &url)
{
    setBusy(true);
    const NetworkSettings network = m_network ? m_network() : NetworkSettings();
    m_fetcher.fetch(url, network, {this, [this, turn = ++m_turn](const Result<Jwks> &keys) {
                                       if (turn != m_turn)
                                           return;
                                       setBusy(false);
                                       takeKeys(keys);
                                   }});
}

// Without a word about it: something else is asked for.
void KeyForm::stop()
{
    ++m_turn;
    m_fetcher.cancel();
    setBusy(false);
}

void KeyForm::takeKeys(const Result<Jwks> &keys)
{
    if (!keys)
        Q_EMIT failed(keys.error());
    else
        Q_EMIT keysGiven(keys->keys, keys->leftOut);
}

void KeyForm::takeText()
{
    const QByteArray text = m_key->toPlainText().toUtf8();
    if (text.trimmed().isEmpty())
        return Q_EMIT failed({ErrorKind::Input, tr("There is no key yet."), tr("Paste one, or choose a file.")});
    takeKeys(Jwks::fromFile(text, tr("The pasted text")));
}

void KeyForm::takeSecret()
{
    Secret secret = m_secret->secret();
    if (secret.isEmpty())
        return Q_EMIT failed({ErrorKind::Input, tr("There is no secret yet."), tr("Type or paste it.")});
    if (m_isBase64->isChecked()) {
        const Base64Url::Decoded decoded = Base64Url::decode(secret.revealUtf8());
        const bool isForeign = std::any_of(decoded.findings.begin(), decoded.findings.end(),
            [](const Base64Url::Finding &finding) { return finding.deviation == Base64Url::Deviation::ForeignCharacter; });
        if (isForeign || decoded.bytes.isEmpty())
            return Q_EMIT failed({ErrorKind::Input, tr("The secret is not base64."), tr("Untick the box to use it as it is written.")});
        secret = Secret(decoded.bytes);
    }
    auto key = VerificationKey::fromSecret(secret, tr("shared secret"));
    if (!key)
        return Q_EMIT failed(key.error());
    Q_EMIT keysGiven({*std::move(key)}, {});
}

void KeyForm::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Key or certificate"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &KeyForm::readFile);
    dialog->open();
}

void KeyForm::readFile(const QString &path)
{
    setSource(Source::Key);
    Q_EMIT changed();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Q_EMIT failed({ErrorKind::Input, tr("The file can't be read: %1.").arg(file.errorString()), {}});
    if (file.size() > largestFile)
        return Q_EMIT failed({ErrorKind::Input, tr("The file is larger than any key: over 1 MB."), {}});
    takeKeys(Jwks::fromFile(file.readAll(), QFileInfo(path).fileName()));
}

void KeyForm::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void KeyForm::dropEvent(QDropEvent *event)
{
    readFile(event->mimeData()->urls().constFirst().toLocalFile());
    event->acceptProposedAction();
}

void KeyForm::forget()
{
    stop();
    m_keySet.clear();
    m_secret->clear();
    m_key->clear();
    m_address->clear();
    m_isBase64->setChecked(false);
    showPlan();
}

}
