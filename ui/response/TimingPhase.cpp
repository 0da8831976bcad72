#include "ui/response/TimingPhase.h"

#include <QtCore/QCoreApplication>

namespace tessera::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TimingPhase", text);
}

}

QString TimingPhase::label() const
{
    switch (kind) {
    case Kind::NameLookup:
        return tr("DNS");
    case Kind::Connect:
        return tr("connect");
    case Kind::Tls:
        return tr("TLS");
    case Kind::Send:
        return tr("send");
    case Kind::Wait:
        return tr("wait");
    case Kind::Receive:
        return tr("receive");
    }
    Q_UNREACHABLE();
}

QList<TimingPhase> TimingPhase::of(const HopTimings &timings)
{
    QList<TimingPhase> phases;
    std::chrono::microseconds at{0};
    const auto add = [&](Kind kind, const std::optional<std::chrono::microseconds> &length) {
        if (!length)
            return;
        phases.append({kind, at, *length});
        at += *length;
    };
    add(Kind::NameLookup, timings.nameLookup);
    add(Kind::Connect, timings.connect);
    add(Kind::Tls, timings.tls);
    add(Kind::Send, timings.send);
    add(Kind::Wait, timings.wait);
    add(Kind::Receive, timings.receive);
    return phases;
}

}
