#include "ui/shell/StatusFacts.h"

#include "app/base/TimeText.h"
#include "app/http/Origin.h"
#include "app/secrets/KeychainMessage.h"
#include "ui/widgets/Countdown.h"

#include <QtCore/QCoreApplication>

#include <cmath>

namespace tessera::ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StatusFacts", text);
}

QString hostOf(const QString &baseUrl)
{
    const auto origin = Origin::of(baseUrl);
    return origin ? origin->host : QString();
}

}

StatusFact keychainFact(KeychainState state)
{
    Token dot = Token::Bad;
    switch (state) {
    case KeychainState::Unlocked:
        dot = Token::Ok;
        break;
    case KeychainState::Unknown:
        dot = Token::Faint;
        break;
    case KeychainState::Locked:
    case KeychainState::Absent:
        dot = Token::Warn;
        break;
    case KeychainState::Refusing:
    case KeychainState::Hanging:
    case KeychainState::Lost:
        break;
    }
    return {keychainMessage(state).title, dot};
}

StatusFact networkFact(bool isOnline)
{
    return isOnline ? StatusFact{tr("Online"), Token::Ok} : StatusFact{tr("Offline, refreshes wait"), Token::Warn};
}

StatusFact skewFact(const CredentialStatus &status)
{
    const Milliseconds offset = status.clockOffset();
    if (std::chrono::abs(offset) < 100ms)
        return {};
    const double seconds = double(std::chrono::abs(offset).count()) / 1000;
    const QString host = hostOf(status.credential.baseUrl);
    const QString amount = seconds < 60 ? tr("%1 s").arg(seconds, 0, 'f', 1) : TimeText::length(offset);
    return {tr("Clock %1%2 to %3").arg(QChar(offset > 0ms ? u'+' : u'−')).arg(amount, host.isEmpty() ? tr("the server") : host),
        std::chrono::abs(offset) >= 30s ? Token::Warn : Token::Faint};
}

QString credentialsText(int count, std::optional<Milliseconds> untilRefresh)
{
    if (count == 0)
        return tr("No credentials yet");
    const QString credentials = count == 1 ? tr("1 credential") : tr("%1 credentials").arg(count);
    return untilRefresh ? tr("%1, next refresh in %2").arg(credentials, roughly(*untilRefresh)) : credentials;
}

}
