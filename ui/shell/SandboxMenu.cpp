#include "ui/shell/SandboxMenu.h"

#include <QtGui/QActionGroup>

#include <algorithm>
#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

SandboxMenu::SandboxMenu(Sandbox &sandbox, QWidget *parent)
    : QMenu(tr("Sandbox"), parent)
    , m_sandbox(sandbox)
{
    setObjectName(u"sandboxMenu"_s);
    setToolTipsVisible(true);
    take();
}

void SandboxMenu::take()
{
    const QList<QMenu *> old = findChildren<QMenu *>(Qt::FindDirectChildrenOnly);
    clear();
    for (QMenu *menu : old)
        menu->deleteLater();
    QList<SandboxApi> apis = m_sandbox.apis();
    std::sort(apis.begin(), apis.end(), [](const SandboxApi &one, const SandboxApi &other) { return one.name.localeAwareCompare(other.name) < 0; });
    for (const SandboxApi &api : std::as_const(apis))
        addApi(api);
    if (apis.isEmpty())
        addAction(tr("No API of the sandbox is running"))->setEnabled(false);
}

void SandboxMenu::addApi(const SandboxApi &api)
{
    auto *menu = addMenu(api.name);
    menu->setObjectName(u"sandboxMenu:"_s + api.profileId);
    menu->setToolTipsVisible(true);
    const QString id = api.profileId;
    const auto once = [this, menu](const char *name, const QString &text, const QString &about, std::function<void()> run) {
        auto *action = menu->addAction(text);
        action->setObjectName(QString::fromLatin1(name));
        action->setToolTip(about.toHtmlEscaped());
        connect(action, &QAction::triggered, this, std::move(run));
    };
    once("expire", tr("Let every access token end now"), tr("The next request is refused; Tessera refreshes and sends it again."),
        [this, id] { m_sandbox.expireNow(id); });
    once("revoke", tr("Revoke every token"), tr("Refreshing is refused too: somebody has to sign in again."),
        [this, id] { m_sandbox.revoke(id); });
    once("drop", tr("Drop the next answer"), tr("The server does what it is asked for and closes the connection without a word."),
        [this, id] { m_sandbox.dropNext(id); });
    once("dropRefresh", tr("Drop the next answer to a refresh"), tr("With a refresh token that rotates nobody knows then which one is good."),
        [this, id] { m_sandbox.dropNext(id, SandboxCall::Refresh); });
    once("failRefresh", tr("Be overloaded at the next refresh"), tr("503 Service Unavailable: Tessera tries again a little later."),
        [this, id] { m_sandbox.failNext(id, 503, SandboxCall::Refresh); });
    menu->addSeparator();

    const auto live = [this, &id](const QString &text, std::optional<Milliseconds> life) {
        return Choice{text, [this, id, life] { m_sandbox.setAccessLife(id, life); }};
    };
    addChoices(*menu, tr("New access tokens live"), u"life"_s,
        {live(tr("20 seconds"), 20s), live(tr("1 minute"), 1min), live(tr("10 minutes"), 10min), live(tr("As long as the real ones"), {})}, 1);
    const auto skew = [this, &id](const QString &text, std::chrono::seconds by) {
        return Choice{text, [this, id, by] { m_sandbox.setSkew(id, by); }};
    };
    addChoices(*menu, tr("The server's clock"), u"clock"_s,
        {skew(tr("Is right"), 0s), skew(tr("Is 2 minutes ahead"), 2min), skew(tr("Is 2 minutes behind"), -2min)});
    const auto delay = [this, &id](const QString &text, Milliseconds by) {
        return Choice{text, [this, id, by] { m_sandbox.setDelay(id, by); }};
    };
    addChoices(*menu, tr("Answers come"), u"delay"_s,
        {delay(tr("At once"), 0ms), delay(tr("After 1 second"), 1s), delay(tr("After 5 seconds"), 5s)});
    addChoices(*menu, tr("Failed sign-ins take"), u"slowFailures"_s,
        {{tr("No time"), [this, id] { m_sandbox.setSlowFailures(id, false); }},
            {tr("As long as on the real server"), [this, id] { m_sandbox.setSlowFailures(id, true); }}});

    for (const SandboxSwitch &each : api.switches) {
        QList<Choice> choices;
        for (const QString &choice : each.choices)
            choices << Choice{choice, [this, id, name = each.name, choice] { m_sandbox.setSwitch(id, name, choice); }};
        addChoices(*menu, each.name, each.name, choices);
        menu->actions().constLast()->setToolTip(each.note.toHtmlEscaped());
    }
}

void SandboxMenu::addChoices(QMenu &menu, const QString &title, const QString &name, const QList<Choice> &choices, int first)
{
    auto *sub = menu.addMenu(title);
    sub->setObjectName(name);
    auto *group = new QActionGroup(sub);
    for (int i = 0; i < choices.size(); ++i) {
        auto *action = group->addAction(choices.at(i).text);
        action->setCheckable(true);
        action->setChecked(i == first);
        sub->addAction(action);
        connect(action, &QAction::triggered, this, choices.at(i).run);
    }
}

}
