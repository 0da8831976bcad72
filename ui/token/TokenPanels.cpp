#include "ui/token/TokenPanels.h"

#include "app/base/TimeText.h"
#include "ui/token/ClaimList.h"
#include "ui/token/JsonPart.h"
#include "ui/token/LifeLine.h"
#include "ui/token/OddityList.h"
#include "ui/token/SignatureBox.h"
#include "ui/token/TokenText.h"
#include "ui/widgets/TextLabel.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using Severity = TokenOddity::Severity;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenPanels", text);
}

QString kindText(const TokenDetails &details)
{
    const QString kind = details.facts.name();
    QStringList parts{tr("%1 characters").arg(QLocale::c().toString(details.size))};
    if (details.life)
        parts += tr("lives %1").arg(TimeText::length(*details.life));
    for (QString &part : parts)
        part.replace(u' ', QChar::Nbsp); // where the line is short it ends between them
    return kind + u" · "_s + parts.join(u" · "_s);
}

}

TokenPanels::TokenPanels(const Theme &theme, CurlTransport &transport)
    : text(new TokenText(theme))
    , life(new LifeLine(theme))
    , grave(new OddityList(theme))
    , notes(new OddityList(theme))
    , kind(new TextLabel(theme, TextRole::Tiny, Token::Dim))
    , claims(new ClaimList(theme))
    , headerJson(new JsonPart(theme, tr("Header"), Token::JwtHeader))
    , unprotectedJson(new JsonPart(theme, tr("Header that is not signed"), Token::JwtHeader))
    , payloadJson(new JsonPart(theme, tr("Payload"), Token::JwtPayload))
    , signature(new SignatureBox(theme, transport))
{
    kind->setObjectName(u"tokenKind"_s);
    kind->setWordWrap(true);
    headerJson->setObjectName(u"tokenHeaderJson"_s);
    unprotectedJson->setObjectName(u"tokenUnprotectedJson"_s);
    payloadJson->setObjectName(u"tokenPayloadJson"_s);
    grave->setObjectName(u"tokenWarnings"_s);
    notes->setObjectName(u"tokenNotes"_s);
}

void TokenPanels::show(const InspectedToken &token, const TokenMoment &moment, bool isSuccessor)
{
    const QString revealed = token.value.reveal();
    m_details = revealed.isEmpty() ? TokenDetails() : TokenDetails::of(revealed, moment); // the catalog of claims is read for the second
    text->setToken(token.value, m_details.facts);
    kind->setText(kindText(m_details));
    life->setCredentialColor(token.color);
    life->setLife(TokenLife::of(m_details.facts, moment));
    claims->setClaims(m_details.payload, m_details.header, moment);
    const bool hasPayload = m_details.facts.jwt && m_details.facts.jwt->kind() == Jwt::Kind::Signed;
    const bool hasHeader = m_details.facts.jwt && m_details.facts.jwt->isHeaderProtected();
    const bool hasUnprotected = m_details.facts.jwt && !m_details.facts.jwt->unprotectedHeader().bytes.isEmpty();
    headerJson->setVisible(hasHeader);
    unprotectedJson->setVisible(hasUnprotected);
    payloadJson->setVisible(hasPayload);
    if (hasHeader)
        headerJson->setPart(m_details.facts.jwt->header());
    if (hasUnprotected)
        unprotectedJson->setPart(m_details.facts.jwt->unprotectedHeader());
    if (hasPayload)
        payloadJson->setPart(m_details.facts.jwt->payload());
    signature->setToken(token.value, m_details.facts, isSuccessor);
    showOddities(moment);
}

Milliseconds TokenPanels::tick(const TokenMoment &moment)
{
    life->setLife(TokenLife::of(m_details.facts, moment));
    claims->setMoment(moment);
    showOddities(moment);
    return TokenLife::untilChange(m_details.facts, moment);
}

void TokenPanels::showOddities(const TokenMoment &moment)
{
    QList<TokenOddity> found = TokenOddity::in(m_details.facts, moment), heavy, light;
    if (!signature->check().note.isEmpty())
        found.prepend({TokenOddity::Kind::ShortSecret, Severity::Warning, signature->check().note, u"alg"_s});
    for (const TokenOddity &oddity : std::as_const(found))
        (oddity.severity == Severity::Note ? light : heavy).append(oddity);
    grave->setOddities(heavy);
    notes->setOddities(light, m_details.remarks);
}

}
