#include "ui/composer/AsSentPanel.h"

#include "app/http/BodyReader.h"
#include "ui/composer/WireText.h"
#include "ui/response/Background.h"
#include "ui/theme/ButtonRole.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/TextLabel.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 shownBody = 64 * 1024; // bytes

}

AsSentPanel::AsSentPanel(const Theme &theme, const Redactor &redactor, QWidget *parent)
    : QWidget(parent)
    , m_which(new SegmentedControl(theme))
    , m_reveal(new QPushButton)
    , m_copy(new QPushButton(tr("Copy")))
    , m_fault(new TextLabel(theme, TextRole::Small, Token::BadText))
    , m_notes(new TextLabel(theme, TextRole::Small, Token::Dim))
    , m_there(new QPushButton(tr("Go there")))
    , m_text(new WireText(theme, redactor))
{
    m_which->setObjectName(u"asSentWhich"_s);
    m_which->setAccessibleName(tr("Which request"));
    m_which->setSegments({tr("As it will go"), tr("As it went")});
    m_reveal->setObjectName(u"asSentReveal"_s);
    m_reveal->setCheckable(true);
    m_copy->setObjectName(u"asSentCopy"_s);
    m_copy->setToolTip(tr("Copy what is shown; secrets only where they are revealed"));
    m_fault->setObjectName(u"asSentFault"_s);
    m_notes->setObjectName(u"asSentNotes"_s);
    m_there->setObjectName(u"asSentGoThere"_s);
    setButtonRole(m_there, ButtonRole::Link);
    for (QPushButton *button : {m_reveal, m_copy})
        setButtonRole(button, ButtonRole::Subtle);
    for (TextLabel *label : {m_fault, m_notes})
        label->setWordWrap(true);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, theme.px(6), 0, 0);
    top->setSpacing(theme.px(8));
    top->addWidget(m_which);
    top->addWidget(m_fault, 1);
    top->addWidget(m_there);
    top->addStretch(0);
    top->addWidget(m_reveal);
    top->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme.px(4));
    layout->addLayout(top);
    layout->addWidget(m_notes);
    layout->addWidget(m_text, 1);
    setFocusProxy(m_text);
    m_reveal->setText(tr("Reveal secrets"));

    connect(m_which, &SegmentedControl::currentIndexChanged, this, &AsSentPanel::render);
    connect(m_reveal, &QPushButton::toggled, this, [this](bool isRevealed) {
        m_text->setRevealed(isRevealed);
        m_reveal->setText(isRevealed ? tr("Hide secrets") : tr("Reveal secrets"));
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_there, &QPushButton::clicked, this, [this] {
        if (m_error)
            Q_EMIT goToFaultRequested(m_errorField, *m_error);
    });
    render();
}

void AsSentPanel::setNext(const Result<WirePreview> &preview, const CredentialId &id, const QString &who, const QString &field)
{
    m_error.reset();
    m_errorField = field;
    if (preview)
        m_next = {*preview, who};
    else
        m_error = preview.error();
    if (!preview && (m_isAnother || id != m_nextId))
        m_next = {{}, who}; // what was good last was another request, or another's
    m_nextId = id;
    m_isAnother = false;
    render();
}

void AsSentPanel::setSent(const WirePreview &sent, const QString &who)
{
    m_sent = {sent, who};
    render();
}

void AsSentPanel::forgetSent()
{
    m_sent.reset();
    m_isAnother = true;
    m_which->setCurrentIndex(0);
    m_reveal->setChecked(false);
    render();
}

void AsSentPanel::render()
{
    m_which->setVisible(m_sent.has_value());
    const bool isSent = m_sent && m_which->currentIndex() == 1;
    const bool isWrong = !isSent && m_error;
    m_fault->setText(isWrong ? (m_error->message + u' ' + m_error->detail).trimmed() : QString());
    m_fault->setVisible(isWrong);
    m_there->setVisible(isWrong && m_error->kind == ErrorKind::Input);
    m_text->setEnabled(!isWrong); // what was good last stays to be seen
    const Wire &wire = isSent ? *m_sent : m_next;
    m_notes->setText(isWrong ? QString() : wire.preview.notes.join(u' '));
    m_notes->setVisible(!m_notes->text().isEmpty());
    showText(wire.preview, wire.who);
}

void AsSentPanel::showText(const WirePreview &preview, const QString &who)
{
    const auto take = [this, preview, who](const Result<QByteArray> &body) {
        m_text->setWire(preview, body ? *body : body.error().message.toUtf8(), who);
        m_reveal->setVisible(m_text->hasSecrets());
    };
    ++m_shown;
    if (preview.body.isInMemory())
        return take(BodyReader::head(preview.body, shownBody));
    runInBackground<Result<QByteArray>>([source = preview.body] { return BodyReader::head(source, shownBody); },
        {this, [this, take, shown = m_shown](const Result<QByteArray> &body) {
             if (shown == m_shown)
                 take(body);
         }});
}

}
