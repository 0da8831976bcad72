#include "ui/response/StepOffer.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui::StepOffer {

using Action = NextStep::Action;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StepOffer", text);
}

}

bool isButton(const NextStep &step, const CredentialId &identity)
{
    switch (step.action) {
    case Action::Refresh:
    case Action::EditCredential:
    case Action::EditProfile:
    case Action::InspectToken:
    case Action::BindOrigin:
        return !identity.isEmpty();
    case Action::AddHeader:
    case Action::RemoveHeader:
        return !step.argument.isEmpty();
    case Action::SignIn:
    case Action::ChooseIdentity:
    case Action::SwitchIdentity:
    case Action::FixRequest:
    case Action::Retry:
    case Action::SetClock:
    case Action::AskOwner:
        return true;
    }
    Q_UNREACHABLE();
}

bool sendsAgain(const NextStep &step)
{
    switch (step.action) {
    case Action::Refresh:
    case Action::RemoveHeader:
    case Action::BindOrigin:
    case Action::Retry:
        return true;
    case Action::SwitchIdentity:
        return !step.argument.isEmpty(); // else one has to be chosen first
    default:
        return false;
    }
}

QString label(const NextStep &step)
{
    if (step.action == Action::SwitchIdentity && !step.argument.isEmpty()) {
        const auto id = CredentialId::parse(step.argument);
        return id ? tr("Send as %1").arg(id->account) : step.label;
    }
    if (step.action == Action::SetClock || step.action == Action::EditProfile)
        return step.label + u'…'; // a window opens
    if (step.action == Action::AskOwner)
        return tr("%1: copy a text").arg(step.label);
    if (step.action == Action::Retry || !sendsAgain(step))
        return step.label;
    return tr("%1 and send").arg(step.label);
}

}
