#pragma once

#include "app/auth/flow/SignIn.h"

namespace tessera {

// An attempt to sign in that does what the test says; it notes what it was asked.
class FakeSignIn final : public SignIn {
public:
    using SignIn::SignIn;

    void answer(const QMap<QString, Secret> &fields) override { answers.append(fields); }
    void act(int action) override { actions.append(action); }
    void cancel() override
    {
        ++cancels;
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(failure(ErrorKind::Cancelled, QStringLiteral("Cancelled."))); },
            Qt::QueuedConnection);
    }

    QList<QMap<QString, Secret>> answers;
    QList<int> actions;
    int cancels = 0;
};

}
