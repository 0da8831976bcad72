#pragma once

class QString;

namespace tessera {

struct CredentialEvent;
struct Member;
class Session;

// Hears what happens to sessions. A listener may take members out of the session it hears of, or end others: what has lost its
// last member does nothing more, and is there until the events that are under way are through. So none may run a loop of
// events of its own. An interface and not signals: connections would be most of what a session takes.
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
