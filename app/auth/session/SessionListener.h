#pragma once

class QString;

namespace tessera {

struct CredentialEvent;
struct Member;
class Session;

// Hears what happens to sessions. An interface and not signals: connections would be most of what a session takes.
class SessionListener {
public:
    virtual void sessionChanged(const Session &session) = 0;
    virtual void sessionTold(const Session &session, const CredentialEvent &event) = 0;
    virtual void sessionGotTokens(const Session &session) = 0;
    virtual void sessionNeedsUser(const Session &session, const QString &message) = 0;
    virtual void memberParted(const Member &member) = 0; // holds other tokens now, or none

protected:
    ~SessionListener() = default;
};

}
