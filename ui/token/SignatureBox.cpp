#include "ui/token/SignatureBox.h"

#include "app/token/Jws.h"
#include "ui/response/Background.h"
#include "ui/theme/Theme.h"
#include "ui/token/KeyChoice.h"
#include "ui/token/KeyForm.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/Quantity.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using State = SignatureCheck::State;

namespace {

struct Verdict {
    SignatureCheck check;
    QList<VerificationKey> fitting; // the key that it is valid with
};

using Names = JwtVerifier::Names;

SignatureCheck checkWith(const QList<VerificationKey> &keys, const QStringList &algorithms, const Secret &token, Names names = Names::Heeded)
{
    const QByteArray text = token.revealUtf8();
    return JwtVerifier(keys, algorithms, names).check(Jwt::bare(text));
}

QString kidOf(const Secret &token)
{
    const QByteArray text = token.revealUtf8();
    const auto signatures = Jws::parse(Jwt::bare(text));
    const TokenClaim *kid = signatures && signatures->size() == 1 ? signatures->constFirst().header(u"kid") : nullptr;
    return kid ? kid->text() : QString();
}

Verdict verdictOf(const QList<VerificationKey> &keys, const QStringList &algorithms, const Secret &token)
{
    Verdict verdict{checkWith(keys, algorithms, token), {}};
    if (verdict.check.state != State::Valid)
        return verdict;
    for (const VerificationKey &key : keys) { // several may have that name
        if (key.name() != verdict.check.key || checkWith({key}, algorithms, token).state != State::Valid)
            continue;
        verdict.fitting = {key};
        break;
    }
    return verdict;
}

}

SignatureBox::SignatureBox(const Theme &theme, CurlTransport &transport, QWidget *parent)
    : QWidget(parent)
    , m_size(new TextLabel(theme, TextRole::Tiny, Token::Dim))
    , m_badge(new Badge(theme, Badge::Tone::Warning))
    , m_verdict(new TextLabel(theme, TextRole::Body, Token::Text))
    , m_note(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_controls(new QWidget)
    , m_form(new KeyForm(theme, transport))
    , m_which(new KeyChoice(theme))
    , m_algorithm(new QComboBox)
{
    setObjectName(u"signatureBox"_s);
    m_badge->setObjectName(u"signatureBadge"_s);
    m_verdict->setObjectName(u"signatureVerdict"_s);
    m_note->setObjectName(u"signatureNote"_s);
    for (TextLabel *label : {m_verdict, m_note}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_algorithm->setObjectName(u"signatureAlgorithm"_s);
    m_algorithm->setAccessibleName(tr("Algorithm that counts"));
    m_algorithm->addItem(tr("what the key allows"));
    for (const SignatureAlgorithm *algorithm : SignatureAlgorithm::all())
        m_algorithm->addItem(QString::fromLatin1(algorithm->name));

    auto *head = new QHBoxLayout;
    head->setSpacing(theme.px(8));
    head->addWidget(new TextLabel(theme, TextRole::TinyStrong, Token::JwtSignature, tr("Signature")));
    head->addWidget(m_size, 1);
    head->addWidget(m_badge);
    auto *narrow = new QHBoxLayout;
    narrow->setSpacing(theme.px(8));
    narrow->addWidget(new TextLabel(theme, TextRole::Small, Token::Dim, tr("Algorithm")));
    narrow->addWidget(m_algorithm, 1);
    auto *controls = new QVBoxLayout(m_controls);
    controls->setContentsMargins(0, theme.px(4), 0, 0);
    controls->setSpacing(theme.px(8));
    controls->addWidget(m_which);
    controls->addLayout(narrow);
    controls->addWidget(m_form);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.px(6));
    column->addLayout(head);
    column->addWidget(m_verdict);
    column->addWidget(m_note);
    column->addWidget(m_controls);
    column->addStretch();

    connect(m_algorithm, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_keys.isEmpty())
            run();
    });
    connect(m_which, &KeyChoice::changed, this, &SignatureBox::run);
    connect(m_form, &KeyForm::changed, this, [this] {
        setKeys({});
        m_fitting.clear();
        m_trouble.clear();
        setCheck({});
    });
    connect(m_form, &KeyForm::failed, this, [this](const Error &error) {
        m_trouble = error.detail.isEmpty() ? error.message : error.message + u' ' + error.detail;
        setCheck({});
    });
    connect(m_form, &KeyForm::keysGiven, this, [this](const QList<VerificationKey> &keys, const QStringList &leftOut) {
        setKeys(keys);
        m_fitting.clear();
        m_leftOut = leftOut;
        run();
    });
    say();
}

void SignatureBox::setToken(const Secret &token, const TokenFacts &facts, bool isSuccessor)
{
    if (token == m_token)
        return;
    m_token = token;
    const bool isJws = facts.jwt && facts.jwt->kind() == Jwt::Kind::Signed;
    m_isCheckable = isJws;
    m_size->setText(facts.jwt && isJws ? Quantity::exactSize(facts.jwt->signature().bytes.size()) : QString());
    m_controls->setVisible(isJws);
    m_trouble.clear();
    m_form->setToken(facts);
    const QString lastKid = m_kid;
    const bool isWhole = isJws && Jws::parse(Jwt::bare(token.revealUtf8()));
    if (isWhole || !isSuccessor) // one that is half typed names no other key
        m_kid = isWhole ? kidOf(token) : QString();
    if (!isSuccessor)
        forget();
    if (!isSuccessor || (m_keys.isEmpty() && m_form->source() == m_suggested)) // a person's choice stays
        suggestSource(facts);
    if (m_kid != lastKid)
        m_which->suggest(m_kid);
    if (isSuccessor && isJws && !m_keys.isEmpty())
        return run();
    setCheck({});
}

void SignatureBox::suggestSource(const TokenFacts &facts)
{
    const SignatureAlgorithm *algorithm = SignatureAlgorithm::named(facts.algorithm);
    const bool isShared = algorithm && algorithm->family == SignatureAlgorithm::Family::Hmac;
    m_suggested = isShared                                     ? KeyForm::Source::Secret
        : IssuerKeys::descriptionOf(facts.issuer).has_value() ? KeyForm::Source::Issuer
                                                              : KeyForm::Source::Key;
    if (m_form->source() != m_suggested)
        m_form->setSource(m_suggested); // which stops what is being fetched
}

void SignatureBox::setKeys(const QList<VerificationKey> &keys)
{
    m_keys = keys;
    m_which->setKeys(keys);
    m_which->suggest(m_kid);
}

void SignatureBox::run()
{
    const QStringList allowed = m_algorithm->currentIndex() > 0 ? QStringList{m_algorithm->currentText()} : QStringList();
    m_trouble.clear();
    if (m_which->isOne()) // whatever the token calls it: it was chosen
        return setCheck(checkWith(m_which->chosen(), allowed, m_token, Names::Ignored));
    // One key takes a millisecond or two: the only one, or the one that fitted the token before. A foreign set takes many.
    const QList<VerificationKey> &first = m_fitting.isEmpty() ? m_keys : m_fitting;
    if (first.size() == 1) {
        const SignatureCheck check = checkWith(first, allowed, m_token);
        if (check.state == State::Valid || m_keys.size() == 1)
            return setCheck(check);
    }
    setCheck({}, true);
    runInBackground<Verdict>([keys = m_keys, allowed, token = m_token] { return verdictOf(keys, allowed, token); },
        {this, [this, turn = m_turn](const Verdict &verdict) {
             if (turn != m_turn)
                 return;
             m_fitting = verdict.fitting;
             setCheck(verdict.check);
         }});
}

void SignatureBox::setCheck(const SignatureCheck &check, bool isTrying)
{
    ++m_turn;
    const bool isOther = check != m_check;
    m_check = check;
    m_isTrying = isTrying;
    say();
    if (isOther)
        Q_EMIT checked();
}

void SignatureBox::say()
{
    dress(*m_badge, m_check.state);
    m_badge->setVisible(m_isCheckable);
    QString verdict;
    switch (m_check.state) {
    case State::NotChecked:
        verdict = !m_trouble.isEmpty() ? m_trouble
            : m_isTrying               ? tr("Trying %1 keys…").arg(m_keys.size())
            : m_isCheckable            ? tr("What stands in a token is only as good as its signature. Give a key to check it with.")
                                       : tr("There is no signature here that can be checked.");
        break;
    case State::Valid:
        verdict = tr("Signed with %1 by the %2.").arg(m_check.algorithm, m_check.key);
        break;
    case State::Invalid:
        verdict = m_which->isOne() ? tr("%1 Choose another of the keys, or whichever fits.").arg(m_check.reason) : m_check.reason;
        break;
    }
    m_verdict->setText(HiddenCharacters::shown(verdict));
    m_verdict->setColor(m_check.state == State::Invalid || !m_trouble.isEmpty() ? Token::BadText
            : m_check.state == State::Valid                                    ? Token::Text
                                                                               : Token::Dim);
    QStringList notes = m_check.state == State::NotChecked ? QStringList() : m_leftOut.mid(0, 5);
    if (!m_check.note.isEmpty())
        notes.prepend(m_check.note);
    m_note->setText(HiddenCharacters::shown(notes.join(u' ')));
    m_note->setVisible(!notes.isEmpty());
    QAccessibleEvent said(m_verdict, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&said);
}

void SignatureBox::forget()
{
    if (m_isTrying)
        setCheck({});
    setKeys({});
    m_fitting.clear();
    m_leftOut.clear();
    const QSignalBlocker quiet(m_form);
    m_form->forget();
    const QSignalBlocker still(m_algorithm);
    m_algorithm->setCurrentIndex(0);
}

QString SignatureBox::stateText(SignatureCheck::State state)
{
    switch (state) {
    case State::NotChecked: return tr("not checked");
    case State::Valid: return tr("valid");
    case State::Invalid: return tr("invalid");
    }
    Q_UNREACHABLE();
}

void SignatureBox::dress(Badge &badge, SignatureCheck::State state)
{
    badge.setText(stateText(state));
    badge.setTone(state == State::Valid ? Badge::Tone::Good : state == State::Invalid ? Badge::Tone::Bad : Badge::Tone::Warning);
    const bool isOpen = state == State::NotChecked;
    badge.setToolTip(isOpen ? tr("Whether this token was changed is not known: that takes a key. Give one under Signature.") : QString());
    badge.setAccessibleName(tr("Signature: %1").arg(stateText(state)));
}

}
