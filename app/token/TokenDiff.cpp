#include "app/token/TokenDiff.h"

#include "app/base/TimeText.h"
#include "app/json/JsonText.h"
#include "app/token/TokenFacts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace tessera {

using namespace Qt::StringLiterals;
using Change = TokenDiff::Change;
using Form = ClaimMeaning::Form;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TokenDiff", text);
}

QStringList wordsOf(const TokenClaim &claim)
{
    return claim.type == TokenClaim::Type::Text ? claim.text().simplified().split(u' ', Qt::SkipEmptyParts) : claim.texts();
}

QString without(const QStringList &all, const QStringList &known)
{
    const QSet<QString> left(known.begin(), known.end());
    QStringList rest;
    for (const QString &word : all)
        if (!left.contains(word))
            rest += word;
    return rest.join(u", "_s);
}

QString listNote(const TokenClaim &first, const TokenClaim &second)
{
    const QStringList a = wordsOf(first), b = wordsOf(second);
    const QString onlyFirst = without(a, b), onlySecond = without(b, a);
    QStringList notes;
    if (!onlyFirst.isEmpty())
        notes += tr("only the first has: %1").arg(onlyFirst);
    if (!onlySecond.isEmpty())
        notes += tr("only the second has: %1").arg(onlySecond);
    return notes.isEmpty() ? tr("the same in another order") : notes.join(u"; "_s);
}

QString noteOn(const TokenClaim &first, const TokenClaim &second, Form form)
{
    if (form == Form::Date) {
        const auto a = NumericDate::fromJson(first.json), b = NumericDate::fromJson(second.json);
        if (!a || !b)
            return {};
        const QString by = TimeText::length(b->at - a->at);
        return b->at == a->at ? tr("the same instant") : b->at > a->at ? tr("%1 later").arg(by) : tr("%1 earlier").arg(by);
    }
    if (form == Form::Duration) {
        const auto a = secondsFromJson(first.json), b = secondsFromJson(second.json);
        return a && b ? tr("%1 in place of %2").arg(TimeText::length(*b), TimeText::length(*a)) : QString();
    }
    const bool isList = form == Form::List || first.type == TokenClaim::Type::List || second.type == TokenClaim::Type::List;
    return isList ? listNote(first, second) : QString();
}

// White space apart: as it was written otherwise.
QByteArray comparable(const QByteArray &json)
{
    return JsonText::compact(json).value_or(json);
}

TokenDiff::Row rowOf(TokenPart part, const TokenClaim *first, const TokenClaim *second, const ClaimCatalog &catalog)
{
    TokenDiff::Row row;
    row.part = part;
    row.name = first ? first->name : second->name;
    const ClaimMeaning *meaning = catalog.find(part, row.name);
    row.title = meaning ? meaning->title : QString();
    row.first = first ? first->json : QByteArray();
    row.second = second ? second->json : QByteArray();
    if (!first || !second)
        row.change = first ? Change::OnlyFirst : Change::OnlySecond;
    else if (comparable(first->json) != comparable(second->json)) {
        row.change = Change::Changed;
        row.note = noteOn(*first, *second, meaning ? meaning->form : Form::Text);
    }
    return row;
}

void compare(TokenPart part, const TokenClaims &first, const TokenClaims &second, const ClaimCatalog &catalog, QList<TokenDiff::Row> &rows)
{
    QSet<QString> done;
    const auto ofFirst = first.byName(), ofSecond = second.byName();
    for (const QList<TokenClaim> &claims : {first.all(), second.all()}) {
        for (const TokenClaim &claim : claims) {
            if (done.contains(claim.name))
                continue;
            done.insert(claim.name);
            rows += rowOf(part, ofFirst.value(claim.name), ofSecond.value(claim.name), catalog);
        }
    }
}

const TokenClaims noClaims;

const TokenClaims &headerOf(const TokenFacts &facts)
{
    return facts.jwt ? facts.jwt->header().claims : noClaims;
}

// What stands beside a signed header.
const TokenClaims &besideHeaderOf(const TokenFacts &facts)
{
    return facts.jwt && facts.jwt->isHeaderProtected() ? facts.jwt->unprotectedHeader().claims : noClaims;
}

}

QList<TokenDiff::Row> TokenDiff::differences() const
{
    QList<Row> different;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(different), [](const Row &row) { return row.change != Change::Same; });
    return different;
}

TokenDiff TokenDiff::of(const QString &first, const QString &second, const ClaimCatalog &catalog)
{
    const TokenFacts a = TokenFacts::of(first), b = TokenFacts::of(second);
    TokenDiff diff;
    diff.isSameToken = Jwt::bare(first.toUtf8()) == Jwt::bare(second.toUtf8());
    if (a.jwt || b.jwt) {
        compare(TokenPart::Header, headerOf(a), headerOf(b), catalog, diff.rows);
        compare(TokenPart::Header, besideHeaderOf(a), besideHeaderOf(b), catalog, diff.rows);
        compare(TokenPart::Payload, a.jwt ? a.jwt->payload().claims : noClaims, b.jwt ? b.jwt->payload().claims : noClaims, catalog, diff.rows);
    }
    const auto count = diff.differences().size();
    if (diff.isSameToken)
        diff.summary = tr("Both are the same token.");
    else if (a.kind != b.kind)
        diff.summary = tr("They are of two kinds: %1, and %2.").arg(a.name(), b.name());
    else if (diff.rows.isEmpty())
        diff.summary = tr("They are two tokens, and neither can be looked into.");
    else if (count == 0)
        diff.summary = tr("They say the same; only their signatures differ.");
    else
        diff.summary = count == 1 ? tr("They differ in 1 claim.") : tr("They differ in %1 claims.").arg(count);
    return diff;
}

}
