#include "ui/shell/TokenDesk.h"

#include "app/auth/AuthManager.h"
#include "app/run/Services.h"
#include "app/token/TokenFacts.h"
#include "ui/credentials/CredentialPanel.h"
#include "ui/credentials/CredentialSource.h"
#include "ui/credentials/SchemeText.h"
#include "ui/credentials/SecretClipboard.h"
#include "ui/theme/Surface.h"
#include "ui/token/TokenInspector.h"
#include "ui/token/TokenWindow.h"

#include <QtGui/QGuiApplication>

#include <algorithm>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

using Scheme = CredentialScheme::Kind;

// What was typed is one by its scheme, or by what it says.
bool isToken(const CredentialItem &item, const Secret &access)
{
    return item.scheme.kind == Scheme::Token || (item.scheme.kind == Scheme::Key && TokenFacts::of(access.reveal()).jwt);
}

TokenInspector::Parts inspectorParts(const TokenDesk::Parts &parts)
{
    return {parts.theme, parts.ticker, parts.services.transport(),
        [&auth = parts.services.auth()](const CredentialId &id) { return auth.network(id); }};
}

}

TokenDesk::TokenDesk(const Parts &parts)
    : QObject(&parts.window)
    , m_parts(parts)
    , m_clipboard(new SecretClipboard(*QGuiApplication::clipboard(), parts.services.clock(), this))
    , m_inspector(new TokenInspector(inspectorParts(parts), TokenInspector::Shape::Narrow))
{
    setSurface(m_inspector, Surface::Window);
    attach(m_inspector);
    connect(&parts.credentials, &CredentialSource::itemChanged, this, &TokenDesk::follow);
    connect(&parts.credentials, &CredentialSource::idsChanged, this, &TokenDesk::takeIds);
    connect(&parts.services.auth(), &AuthManager::credentialRenamed, this, &TokenDesk::followRename);
    connect(&parts.cards, &CredentialPanel::inspectRequested, this, &TokenDesk::inspectCredential);
}

TokenDesk::~TokenDesk()
{
    delete m_large;
}

void TokenDesk::attach(TokenInspector *inspector)
{
    connect(inspector, &TokenInspector::tokenChosen, this, [this, inspector](const QString &name) {
        followIn(*inspector, inspector->token().credential, name);
    });
    connect(inspector, &TokenInspector::pasted, this, [this](const QString &text) { inspect(text, tr("pasted token")); });
    connect(inspector, &TokenInspector::pasteRequested, this, &TokenDesk::openPaste);
    connect(inspector, &TokenInspector::largeRequested, this, [this, inspector] { openLarge(inspector->token()); });
    connect(inspector, &TokenInspector::compareRequested, this, [this, inspector] { compare(inspector->token(), {}); });
    connect(inspector, &TokenInspector::compareWithBeforeRequested, this,
        [this, inspector] { compare(before(inspector->token()), inspector->token()); });
    connect(inspector, &TokenInspector::copyRequested, m_clipboard, &SecretClipboard::copy);
}

TokenWindow &TokenDesk::large()
{
    if (!m_large) {
        m_large = new TokenWindow(inspectorParts(m_parts), &m_parts.window);
        attach(&m_large->inspector());
    }
    return *m_large;
}

void TokenDesk::look(const CredentialId &id)
{
    if (id == m_looked)
        return;
    m_looked = id;
    m_inspector->clear();
    follow(id);
}

// Its tokens stay what they are.
void TokenDesk::followRename(const CredentialId &from, const CredentialId &to)
{
    if (const auto seen = m_seen.constFind(from); seen != m_seen.cend())
        m_seen.insert(to, *seen);
    if (m_looked == from)
        m_looked = to;
    if (m_large && m_large->inspector().token().credential == from)
        followIn(m_large->inspector(), to, m_large->inspector().token().name);
    for (const QPointer<CompareWindow> &window : std::as_const(m_comparisons))
        if (window)
            window->followRename(from, to, offers());
}

QStringList TokenDesk::namesOf(const CredentialId &id) const
{
    const auto item = m_parts.credentials.item(id);
    if (!item)
        return {};
    const TokenSet tokens = m_parts.credentials.tokens(id);
    QStringList names;
    const QStringList captures = tokens.captures.keys();
    for (const QString &name : captures)
        if (tokens.has(name) && !item->plainCaptures.contains(name) && (name != "access"_L1 || isToken(*item, tokens.captures.value(name))))
            names += name;
    const auto rank = [](const QString &name) { return name == "access"_L1 ? 0 : name == "refresh"_L1 ? 1 : 2; };
    std::stable_sort(names.begin(), names.end(), [&](const QString &a, const QString &b) { return rank(a) < rank(b); });
    return names;
}

InspectedToken TokenDesk::tokenOf(const CredentialId &id, const QString &name) const
{
    const auto item = m_parts.credentials.item(id);
    if (!item)
        return {};
    return {m_parts.credentials.tokens(id).captures.value(name), name, id.account, item->status.profileName, id,
        item->status.serverOffset, item->colorIndex};
}

InspectedToken TokenDesk::before(const InspectedToken &token) const
{
    InspectedToken earlier = token;
    earlier.value = m_seen.value(token.credential).value(token.name).before;
    earlier.name = tr("%1 before the refresh").arg(token.name);
    return earlier;
}

void TokenDesk::follow(const CredentialId &id)
{
    if (id.isEmpty())
        return;
    const bool isInLarge = m_large && m_large->isVisible() && m_large->inspector().token().credential == id;
    if (id == m_looked || isInLarge || m_seen.contains(id))
        note(id);
    clearComparisons([&id](const CredentialId &each) { return each == id; });
    if (id == m_looked)
        followIn(*m_inspector, id, m_inspector->token().name);
    if (isInLarge)
        followIn(m_large->inspector(), id, m_large->inspector().token().name);
}

// The token of that name, or the first one that there is.
void TokenDesk::followIn(TokenInspector &inspector, const CredentialId &id, const QString &name)
{
    const QStringList names = namesOf(id);
    if (names.isEmpty())
        return describeIn(inspector, id);
    const InspectedToken now = tokenOf(id, names.contains(name) ? name : names.constFirst()), last = inspector.token();
    if (now != last) {
        const bool isSuccessor = last.credential == id && last.name == now.name;
        inspector.setChoices(names);
        inspector.inspect(now, isSuccessor);
    }
    inspector.offerBefore(!before(now).isEmpty());
}

// There is no token: what there is in its place.
void TokenDesk::describeIn(TokenInspector &inspector, const CredentialId &id) const
{
    const auto item = m_parts.credentials.item(id);
    const SchemeText text = item && m_parts.credentials.tokens(id).has(u"access"_s) ? SchemeText::of(*item) : SchemeText();
    if (text.title.isEmpty())
        inspector.clear();
    else
        inspector.showInstead(id.account, text);
}

// Remembers the token before the last refresh, to compare with.
void TokenDesk::note(const CredentialId &id)
{
    const TokenSet tokens = m_parts.credentials.tokens(id);
    QMap<QString, Seen> &seen = m_seen[id];
    for (auto it = tokens.captures.cbegin(); it != tokens.captures.cend(); ++it) {
        Seen &one = seen[it.key()];
        if (*it == one.last)
            continue;
        one.before = std::exchange(one.last, *it);
    }
    if (tokens.isEmpty())
        m_seen.remove(id); // signed out: nothing of it stays
}

void TokenDesk::takeIds()
{
    const QList<CredentialId> ids = m_parts.credentials.ids();
    for (auto it = m_seen.begin(); it != m_seen.end();)
        it = ids.contains(it.key()) ? std::next(it) : m_seen.erase(it);
    clearComparisons([](const CredentialId &) { return true; });
    follow(m_looked); // it may have come, or gone
    if (m_large && m_large->inspector().token().credential != m_looked)
        follow(m_large->inspector().token().credential);
}

// What is over leaves nothing in the windows, however many there are. Of one that is being renamed others may hear before it
// is known by its new name here.
void TokenDesk::clearComparisons(const std::function<bool(const CredentialId &)> &isMeant)
{
    for (const QPointer<CompareWindow> &window : std::as_const(m_comparisons))
        if (window)
            window->forget([&](const CredentialId &id) { return isMeant(id) && m_parts.credentials.tokens(id).isEmpty(); });
}

void TokenDesk::inspect(const QString &token, const QString &name)
{
    InspectedToken foreign;
    foreign.value = Secret(token);
    foreign.name = name;
    openLarge(foreign);
}

void TokenDesk::inspectCredential(const CredentialId &id)
{
    look(id);
    Q_EMIT shown();
}

void TokenDesk::openPaste()
{
    TokenWindow &window = large();
    window.show();
    window.raise();
    window.activateWindow();
    window.inspector().showPaste();
}

void TokenDesk::openLarge(const InspectedToken &token)
{
    TokenWindow &window = large();
    window.inspector().setChoices(token.credential.isEmpty() ? QStringList() : namesOf(token.credential));
    window.inspect(token);
    window.inspector().offerBefore(!token.credential.isEmpty() && !before(token).isEmpty());
    window.show();
    window.raise();
    window.activateWindow();
}

void TokenDesk::compare(const InspectedToken &first, const InspectedToken &second)
{
    auto *window = new CompareWindow(m_parts.theme, m_parts.ticker, offers(), &m_parts.window);
    connect(window, &CompareWindow::copyRequested, m_clipboard, &SecretClipboard::copy);
    m_comparisons.removeIf([](const QPointer<CompareWindow> &each) { return !each; });
    m_comparisons.append(window);
    window->compare(first, second);
    window->show();
}

// Every token of the one that is looked at, and of the others those that requests carry: asked for when they are chosen.
QList<CompareWindow::Offer> TokenDesk::offers() const
{
    QList<CompareWindow::Offer> offers;
    for (const QString &name : namesOf(m_looked)) {
        const CredentialId id = m_looked;
        const InspectedToken token = tokenOf(id, name), earlier = before(token);
        offers.append({CompareWindow::labelOf(token), [this, id, name] { return tokenOf(id, name); }});
        if (!earlier.isEmpty())
            offers.append({CompareWindow::labelOf(earlier), [this, id, name] { return before(tokenOf(id, name)); }});
    }
    const QList<CredentialId> ids = m_parts.credentials.ids();
    for (const CredentialId &id : ids) {
        const auto item = id == m_looked ? std::nullopt : m_parts.credentials.item(id);
        const bool mayBeToken = item && (item->scheme.kind == Scheme::Token || item->scheme.kind == Scheme::Key);
        if (mayBeToken && !std::holds_alternative<SignedOut>(item->status.state))
            offers.append({tr("%1, %2, %3").arg(u"access"_s, id.account, item->status.profileName),
                [this, id] { return tokenOf(id, u"access"_s); }});
    }
    return offers;
}

}
