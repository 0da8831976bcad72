#include "ui/login/LoginPage.h"

#include "ui/login/DiscoveryBox.h"
#include "ui/login/FailurePlace.h"
#include "ui/login/FieldEditor.h"
#include "ui/login/FieldForm.h"
#include "ui/login/FieldInput.h"
#include "ui/login/LoginNotices.h"
#include "ui/login/ServerRow.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/ControlLook.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"
#include "ui/widgets/WrapLayout.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int linkInset = 6; // a link's own margin: its words begin where the labels do

}

LoginPage::LoginPage(const Theme &theme, LoginForm form, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_form(std::move(form))
    , m_column(new QVBoxLayout(this))
    , m_ways(new SegmentedControl(theme, this))
    , m_back(new QWidget(this))
    , m_wayHelp(new TextLabel(theme, TextRole::Small, Token::Dim, {}, this))
    , m_banner(new ErrorBanner(theme, this))
    , m_server(new ServerRow(theme, m_form, this))
    , m_sandbox(new QPushButton(tr("Use the sandbox on this computer"), this))
    , m_fields(new FieldForm(theme, this))
    , m_choices(new QWidget(this))
    , m_notices(new LoginNotices(theme, this))
    , m_rememberBox(new QWidget(this))
    , m_remember(new QCheckBox(m_rememberBox))
    , m_rememberText(new TextLabel(theme, TextRole::Small, Token::Dim, {}, m_rememberBox))
    , m_otherWays(new QWidget(this))
{
    setObjectName(u"loginPage"_s);
    build();
    showWays();
    showWay();
}

void LoginPage::build()
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(m_theme.px(12));
    setTall(m_ways);
    m_ways->setObjectName(u"loginWays"_s);
    m_ways->setAccessibleName(tr("How to sign in"));
    m_banner->setObjectName(u"loginFailure"_s);
    for (TextLabel *text : {m_wayHelp, m_rememberText})
        text->setWordWrap(true);

    auto *account = new QLineEdit;
    account->setObjectName(u"loginAccount"_s);
    setTall(account);
    m_account = account;
    m_accountField = new LabelledField(m_theme, tr("Name in Tessera"), account, this);

    auto *remember = new QVBoxLayout(m_rememberBox);
    remember->setContentsMargins(0, 0, 0, 0);
    remember->setSpacing(m_theme.px(2));
    remember->addWidget(m_remember);
    m_rememberText->setIndent(m_theme.px(22));
    remember->addWidget(m_rememberText);
    m_remember->setObjectName(u"loginRemember"_s);

    m_column->addWidget(m_ways);
    m_column->addWidget(m_back);
    m_column->addWidget(m_banner);
    m_column->addWidget(m_wayHelp);
    auto *where = new QVBoxLayout;
    where->setSpacing(m_theme.px(4));
    where->addWidget(m_server);
    auto *finders = new WrapLayout(m_theme.px(6), m_theme.px(2), m_theme.px(linkInset));
    where->addLayout(finders);
    m_sandbox->setObjectName(u"loginSandbox"_s);
    m_sandbox->setToolTip(tr("Fills in the address and an account of the API that runs on this computer for you to try"));
    setButtonRole(m_sandbox, ButtonRole::Link);
    finders->addWidget(m_sandbox);
    for (const Discovery &discovery : m_form.profile().discoveries) {
        auto *box = new DiscoveryBox(m_theme, discovery, this);
        m_discoveries.insert(discovery.id, box);
        finders->addWidget(box->link());
        where->addWidget(box);
        connect(box, &DiscoveryBox::requested, this, [this, id = discovery.id](const QMap<QString, Secret> &fields) {
            SignInRequest request = m_form.request();
            request.fields.insert(fields);
            Q_EMIT discoveryRequested(request, id);
        });
    }
    m_column->addLayout(where);
    m_column->addWidget(m_fields);
    m_column->addWidget(m_choices);
    m_column->addWidget(m_notices);
    m_column->addWidget(m_rememberBox);
    m_column->addWidget(m_otherWays);

    connect(m_ways, &SegmentedControl::currentIndexChanged, this,
        [this](int index) { chooseWay(m_form.waysIn().at(index)->id); });
    connect(m_server, &ServerRow::edited, this, &LoginPage::takeEdit);
    connect(m_server, &ServerRow::sandboxChosen, this, &LoginPage::useSandbox);
    connect(m_sandbox, &QPushButton::clicked, this, &LoginPage::useSandbox);
    connect(m_fields, &FieldForm::edited, this, &LoginPage::takeField);
    connect(m_account, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_form.setAccount(text);
        takeEdit();
    });
    connect(m_notices, &LoginNotices::httpAllowed, this, [this](bool isOn) {
        m_form.setAllowsHttp(isOn);
        takeEdit();
    });
    connect(m_remember, &QCheckBox::clicked, this, [this](bool isOn) { m_form.setRemembers(isOn); });
}

void LoginPage::showWays()
{
    QStringList labels;
    for (const Way *way : m_form.waysIn())
        labels.append(way->label);
    m_ways->setSegments(labels);

    auto *back = new WrapLayout(0, 0, m_theme.px(linkInset), m_back);
    auto *link = new QPushButton(tr("‹ Back to signing in"), m_back);
    link->setObjectName(u"loginBack"_s);
    setButtonRole(link, ButtonRole::Link);
    back->addWidget(link);
    connect(link, &QPushButton::clicked, this, [this] { chooseWay(m_form.waysIn().constFirst()->id); });

    auto *others = new WrapLayout(m_theme.px(6), m_theme.px(2), m_theme.px(linkInset), m_otherWays);
    for (const Way *way : m_form.waysToAccount()) {
        auto *other = new QPushButton(way->label, m_otherWays);
        other->setObjectName(u"loginWay_"_s + way->id);
        setButtonRole(other, ButtonRole::Link);
        others->addWidget(other);
        connect(other, &QPushButton::clicked, this, [this, id = way->id] { chooseWay(id); });
    }
}

void LoginPage::chooseWay(const QString &id)
{
    if (m_form.way().id == id)
        return;
    m_form.chooseWay(id);
    m_wasChecked = false;
    clearFailure();
    showWay();
    focusFirst();
}

void LoginPage::showWay()
{
    const Way &way = m_form.way();
    const bool isSigningIn = way.gives == Way::Gives::Tokens;
    const QList<const Way *> in = m_form.waysIn();
    if (isSigningIn)
        m_ways->setCurrentIndex(int(in.indexOf(&way)));
    m_ways->setVisible(isSigningIn && in.size() > 1);
    m_back->setVisible(!isSigningIn && !in.isEmpty());
    m_otherWays->setVisible(isSigningIn && !m_form.waysToAccount().isEmpty());
    m_wayHelp->setText(way.help);
    m_wayHelp->setVisible(!way.help.isEmpty());

    m_fields->setFields(m_form.fields(), m_form.nameField(), isSigningIn ? m_accountField : nullptr);
    m_accountField->setVisible(isSigningIn);
    showValues();
    m_account->setText(m_form.typedAccount());
    showChoices();

    const RememberOffer offer = m_form.rememberOffer();
    m_rememberBox->setVisible(offer.isThere());
    m_remember->setText(offer.label().replace(u'&', "&&"_L1));
    m_remember->setChecked(m_form.remembers());
    m_rememberText->setText(offer.text(m_form.surroundings().isKeychainDurable));
    m_remember->setAccessibleDescription(m_rememberText->text());
    render();
}

void LoginPage::showValues()
{
    for (const Field &field : m_form.fields()) {
        FieldEditor *editor = m_fields->editor(field.name);
        editor->setValue(m_form.value(field.name));
        if (m_form.isRememberedFromBefore(field.name))
            editor->setPlaceholder(tr("remembered; leave it empty to use it"));
    }
}

void LoginPage::showChoices()
{
    qDeleteAll(m_choices->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    delete m_choices->layout();
    const bool isSigningIn = m_form.way().gives == Way::Gives::Tokens;
    m_choices->setVisible(isSigningIn && !m_form.profile().choices.isEmpty());
    auto *row = new QVBoxLayout(m_choices);
    row->setContentsMargins(0, 0, 0, 0);
    for (const ApplyChoice &choice : m_form.profile().choices) {
        auto *box = new QComboBox;
        box->setObjectName(u"loginChoice_"_s + choice.id);
        setTall(box);
        for (const ApplyChoice::Option &option : choice.options)
            box->addItem(option.label, option.id);
        box->setCurrentIndex(box->findData(m_form.choice(choice.id)));
        row->addWidget(new LabelledField(m_theme, choice.label, box, m_choices));
        connect(box, &QComboBox::activated, this, [this, box, id = choice.id] {
            m_form.choose(id, box->currentData().toString());
            Q_EMIT changed();
        });
    }
}

void LoginPage::takeField(const QString &name)
{
    m_form.setValue(name, m_fields->editor(name)->value());
    takeEdit();
}

void LoginPage::useSandbox()
{
    m_form.useSandbox();
    m_wasChecked = false;
    clearFailure();
    showValues();
    render();
    focusFirst();
}

void LoginPage::takeEdit()
{
    if (m_hasFailed)
        clearFailure(); // it was about what stood there before
    render();
}

void LoginPage::render()
{
    m_account->setPlaceholderText(m_form.proposedAccount());
    m_server->showForm();
    m_sandbox->setVisible(m_form.offersSandbox());
    m_notices->showForm(m_form);
    if (m_wasChecked)
        showProblems();
    Q_EMIT changed();
}

bool LoginPage::check()
{
    clearFailure();
    m_wasChecked = true;
    QWidget *wrong = showProblems();
    if (wrong)
        wrong->setFocus(Qt::OtherFocusReason);
    return !wrong;
}

QWidget *LoginPage::showProblems()
{
    QMap<QString, QString> byInput, byField;
    for (const LoginForm::Problem &problem : m_form.problems()) {
        if (!byInput.contains(problem.input))
            byInput[problem.input] = problem.text;
    }
    for (const Field &field : m_form.fields())
        byField[field.name] = byInput.value(LoginForm::inputOf(field.name));
    m_server->showProblems(byInput.value(LoginForm::server), byInput.value(LoginForm::environment));
    m_accountField->setProblem(byInput.value(LoginForm::account));
    FieldEditor *wrongField = m_fields->showProblems(byField);
    return byInput.contains(LoginForm::server)     ? m_server->serverField()
        : byInput.contains(LoginForm::environment) ? m_server->environmentField()
        : wrongField                               ? static_cast<QWidget *>(wrongField)
        : byInput.contains(LoginForm::account)     ? m_accountField
                                                   : nullptr;
}

void LoginPage::clearFailure()
{
    m_hasFailed = false;
    m_banner->clear();
    m_server->showProblems({}, {});
    m_fields->showProblems({});
}

void LoginPage::showFailure(const Error &error, const QString &aside, const QList<ErrorBanner::Action> &actions)
{
    clearFailure();
    m_hasFailed = true;
    m_wasChecked = false;
    const QString details = FieldInput::sentenceEnd(error.detail, aside);
    const FailurePlace place = failurePlace(error);
    const bool isServerMine = !m_form.isServerFixed(); // a given address is nobody's mistake here
    LabelledField *wrong = place == FailurePlace::Secret ? m_fields->editor(m_form.lastSecret())
        : place == FailurePlace::Server && isServerMine  ? m_server->serverField()
                                                         : nullptr;
    if (wrong && actions.isEmpty()) {
        wrong->setProblem(error.message, details);
    } else {
        m_banner->say(error.kind == ErrorKind::Cancelled ? ErrorBanner::Kind::Info : ErrorBanner::Kind::Error,
            error.message, details, actions);
        wrong = place == FailurePlace::Connection && isServerMine && actions.isEmpty() ? m_server->serverField() : nullptr;
    }
    if (!wrong)
        return; // the focus stays where the person had it
    wrong->setFocus(Qt::OtherFocusReason);
    if (auto *line = qobject_cast<QLineEdit *>(wrong->editor()))
        line->selectAll();
}

void LoginPage::say(
    ErrorBanner::Kind kind, const QString &message, const QString &detail, const QList<ErrorBanner::Action> &actions)
{
    m_banner->say(kind, message, detail, actions);
}

void LoginPage::showDiscovered(const QString &discovery, const Result<DiscoveryOutcome> &outcome)
{
    DiscoveryBox *box = m_discoveries.value(discovery);
    if (!box)
        return;
    QStringList filled;
    if (outcome) {
        QMap<QString, Secret> values;
        for (auto found = outcome->fields.begin(); found != outcome->fields.end(); ++found)
            values.insert(found.key(), Secret(found.value()));
        m_form.fill(values);
        showValues();
        if (values.contains(u"baseUrl"_s))
            filled.append(tr("the server's address"));
        for (const Field &field : m_form.fields()) {
            if (!values.contains(field.name))
                continue;
            filled.append(FieldInput::insideSentence(field.label));
        }
        render();
    }
    box->showOutcome(outcome, filled);
}

void LoginPage::focusFirst()
{
    if (m_form.address().isEmpty())
        return m_server->serverField()->setFocus(Qt::OtherFocusReason);
    for (const Field &field : m_form.fields()) {
        const bool isOpen
            = m_form.value(field.name).isEmpty() && field.isRequired && !m_form.isRememberedFromBefore(field.name);
        if (isOpen)
            return m_fields->editor(field.name)->setFocus(Qt::OtherFocusReason);
    }
    // All is filled in: Enter signs in from any field; the last that counts is where a correction is most likely.
    FieldEditor *last = nullptr;
    for (const Field &field : m_form.fields()) {
        if (field.isRequired || !last)
            last = m_fields->editor(field.name);
    }
    if (last)
        last->setFocus(Qt::OtherFocusReason);
}

void LoginPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT submitted();
    else
        QWidget::keyPressEvent(event);
}

}
