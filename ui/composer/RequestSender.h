#pragma once

#include "app/run/RequestRunner.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>

namespace tessera::ui {

class RequestTab;

// Carries a tab's wishes to the runner and the manager, and what becomes of them back. Belongs to its tab; what is under way
// ends with it.
class RequestSender : public QObject {
    Q_OBJECT
public:
    RequestSender(RequestTab &tab, RequestRunner &runner, AuthManager &auth);
    ~RequestSender() override;

Q_SIGNALS:
    void sent(const tessera::RequestDocument &document);
    void finished();

private:
    void send(const RequestDocument &document);
    void bind(const CredentialId &id, const QString &origin);
    void trust(const QString &environment, const TlsException &exception);

    RequestTab &m_tab;
    RequestRunner &m_runner;
    AuthManager &m_auth;
    QPointer<RequestRun> m_run;
};

}
