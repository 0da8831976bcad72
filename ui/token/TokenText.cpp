#include "ui/token/TokenText.h"

#include "app/base/Redactor.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"
#include "ui/theme/style/Shapes.h"
#include "ui/widgets/HiddenCharacters.h"
#include "ui/widgets/ReadOnlyText.h"

#include <QtGui/QPainter>
#include <QtGui/QTextCharFormat>
#include <QtGui/QTextCursor>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 100'000; // characters
constexpr int mostLinesAtAll = 24;

const QString dots(12, u'•');

// The part between two dots; the last ones of a JWE are no signature, but as little to be given away.
Token colorOf(qsizetype part)
{
    return part == 0 ? Token::JwtHeader : part == 1 ? Token::JwtPayload : Token::JwtSignature;
}

QString cut(const QString &text, qsizetype most)
{
    return text.size() <= most ? text : text.left(std::max<qsizetype>(most - 1, 0)) + u'…';
}

QString bareText(const QString &token)
{
    return token.size() > Jwt::largest ? token : QString::fromUtf8(Jwt::bare(token.toUtf8()));
}

// A document is no token, but may hold some: the answer that brought them, or a JWS or JWE in its JSON form.
QString maskedJson(const QString &json)
{
    Redactor redactor;
    for (const auto &member : {u"ciphertext"_s, u"encrypted_key"_s, u"tag"_s}) // RFC 7516 section 7.2
        redactor.addName(member);
    const QByteArray bytes = json.toUtf8();
    QString text;
    qsizetype at = 0;
    for (const ByteSpan &span : redactor.secretsInBody(bytes)) {
        text += QString::fromUtf8(bytes.sliced(at, span.begin - at)) + dots;
        at = span.end;
    }
    return text + QString::fromUtf8(bytes.sliced(at));
}

QString textOf(const QList<TokenText::Piece> &pieces)
{
    QString text;
    for (const TokenText::Piece &piece : pieces)
        text += piece.text;
    return text;
}

}

QList<TokenText::Piece> TokenText::masked(const QString &token, const TokenFacts &facts, qsizetype room)
{
    const QString bare = bareText(token);
    if (bare.isEmpty())
        return {};
    const qsizetype most = room > 0 ? room : longestShown;
    // Also where the dots in its values make it look like a JWT.
    if (facts.kind == TokenFacts::Kind::Json || bare.startsWith(u'{') || bare.startsWith(u'['))
        return {{HiddenCharacters::shown(cut(maskedJson(bare), most)), Token::Text}};
    if (!facts.jwt) {
        const bool isOpen = facts.kind == TokenFacts::Kind::Abbreviated;
        return {{isOpen ? HiddenCharacters::shown(cut(bare, most)) : Secret(bare).masked(), Token::Text}};
    }
    const bool isSigned = facts.jwt->kind() == Jwt::Kind::Signed;
    const QStringList parts = HiddenCharacters::shown(bare).split(u'.');
    const qsizetype ends = 2 + dots.size();
    const qsizetype forHeader = room > 0 ? std::max<qsizetype>(room / 2, 16) : longestShown;
    QList<Piece> pieces{{cut(parts.at(0), forHeader), colorOf(0)}};
    if (isSigned) {
        const qsizetype rest = room > 0 ? std::max<qsizetype>(room - pieces.constFirst().text.size() - ends, 8) : longestShown;
        pieces += {u"."_s, Token::Dim};
        pieces += {cut(parts.value(1), rest), colorOf(1)};
    }
    for (qsizetype i = isSigned ? 2 : 1; i < parts.size(); ++i) {
        pieces += {u"."_s, Token::Dim};
        pieces += {parts.at(i).isEmpty() ? QString() : dots, colorOf(i)};
    }
    return pieces;
}

QList<TokenText::Piece> TokenText::revealed(const QString &token, const TokenFacts &facts)
{
    const QString all = cut(HiddenCharacters::shown(bareText(token)), longestShown);
    if (!facts.jwt || facts.jsonSignatures > 0)
        return {{all, Token::Text}};
    QList<Piece> pieces;
    const QStringList parts = all.split(u'.');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (i > 0)
            pieces += {u"."_s, Token::Dim};
        pieces += {parts.at(i), colorOf(i)};
    }
    return pieces;
}

TokenText::TokenText(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_text(new ReadOnlyText(theme, this))
    , m_eye(new QToolButton(this))
    , m_copy(new QToolButton(this))
{
    setObjectName(u"tokenText"_s);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_text->setPlain();
    m_text->edit()->setObjectName(u"tokenEncoded"_s);
    m_text->edit()->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->edit()->setFocusPolicy(Qt::StrongFocus);
    m_eye->setObjectName(u"inspectorReveal"_s);
    m_copy->setObjectName(u"inspectorCopy"_s);
    m_copy->setAccessibleName(tr("Copy the token"));
    m_copy->setToolTip(tr("Copy the token; it leaves the clipboard again after 30 seconds"));
    m_copy->setIcon(themedIcon(theme, Icon::Copy));
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(0);
    buttons->addWidget(m_eye);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.px(10), theme.px(7), theme.px(3), theme.px(4));
    row->setSpacing(theme.px(4));
    row->addWidget(m_text, 1, Qt::AlignTop);
    row->addLayout(buttons);
    connect(m_eye, &QToolButton::clicked, this, [this] { setRevealed(!m_isRevealed); });
    connect(m_copy, &QToolButton::clicked, this, [this] { Q_EMIT copyRequested(m_token); });
    connect(&theme, &Theme::changed, this, &TokenText::render);
}

void TokenText::setToken(const Secret &token, const TokenFacts &facts)
{
    if (token != m_token)
        m_isRevealed = false;
    m_token = token;
    m_facts = facts;
    const QString whole = token.reveal();
    m_isMasked = textOf(masked(whole, facts, 0)) != textOf(revealed(whole, facts));
    render();
}

void TokenText::setMostLines(int lines)
{
    m_mostLines = lines;
    render();
}

void TokenText::setRevealed(bool isRevealed)
{
    m_isRevealed = isRevealed;
    render();
}

QString TokenText::shown() const
{
    return m_text->text();
}

void TokenText::render()
{
    const int character = std::max(1, QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(u'm'));
    const qsizetype columns = std::max(8, m_text->width() / character);
    m_pieces = m_isRevealed ? revealed(m_token.reveal(), m_facts) : masked(m_token.reveal(), m_facts, (columns - 1) * m_mostLines);
    const QString text = textOf(m_pieces);
    const int most = m_mostLines > 0 && !m_isRevealed ? m_mostLines : mostLinesAtAll;
    m_text->edit()->setVerticalScrollBarPolicy(text.size() > columns * most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_text->setMostLines(most);
    m_text->setText(text);
    QTextCursor cursor(m_text->edit()->document());
    int at = 0;
    for (const Piece &piece : std::as_const(m_pieces)) {
        QTextCharFormat format;
        format.setForeground(m_theme.color(piece.color));
        cursor.setPosition(at);
        at += int(piece.text.size());
        cursor.setPosition(at, QTextCursor::KeepAnchor);
        cursor.mergeCharFormat(format);
    }
    updateGeometry();
    m_text->edit()->setAccessibleName(m_isRevealed || !m_isMasked ? tr("The token, shown") : tr("The token; what makes it valid is hidden"));
    m_eye->setIcon(themedIcon(m_theme, m_isRevealed ? Icon::EyeOff : Icon::Eye));
    m_eye->setAccessibleName(m_isRevealed ? tr("Hide the token") : tr("Show the whole token"));
    m_eye->setToolTip(m_isRevealed ? tr("Hide") : tr("Show the whole token"));
}

void TokenText::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    if (!m_isRevealed)
        render();
}

void TokenText::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (!event->spontaneous())
        setRevealed(false);
}

void TokenText::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(painter, rect(), m_theme.px(6), m_theme.color(Token::Panel), m_theme.color(m_text->edit()->hasFocus() ? Token::Accent : Token::Line));
}

}
