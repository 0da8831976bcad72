#include "ui/login/FailurePlace.h"

#include <QtCore/QRegularExpression>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

int firstStatus(const QString &text, const QString &pattern)
{
    return QRegularExpression(pattern).match(text).captured(1).toInt();
}

}

FailurePlace failurePlace(const Error &error)
{
    // An error carries no status: it stands at the start of the detail where the API said something, else in the message.
    const int withWords = firstStatus(error.detail, u"^([1-5]\\d\\d)\\b"_s);
    const int status = withWords > 0 ? withWords : firstStatus(error.message, u"(?<!\\S)([1-5]\\d\\d)(?!\\S)"_s);
    const bool isNoSuchPlace = status == 404 || status == 405 || status == 410 || status == 501;
    switch (error.kind) {
    case ErrorKind::AuthRejected:
        return !isNoSuchPlace ? FailurePlace::Secret : withWords > 0 ? FailurePlace::Nowhere : FailurePlace::Server;
    case ErrorKind::Parse:
        return FailurePlace::Server;
    case ErrorKind::Network:
        return status > 0 ? FailurePlace::Nowhere : FailurePlace::Connection; // the server has its own trouble
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
        return FailurePlace::Connection;
    default:
        return FailurePlace::Nowhere;
    }
}

}
