#pragma once

#include "tests/support/RawServer.h"

#include <QtCore/QSet>

#include <mutex>

namespace tessera {

// A small token server whose mood the test decides: POST /login and POST /refresh give "access<N>" and "refresh<N>" as JSON;
// /data wants "Bearer access<N>" of the newest. Rotating: an old refresh token is refused, and counted.
class TokenServer {
public:
    enum class Mood {
        Well,
        Drop,
        Refuse,
        Trouble,
        Busy,
        Hold, // the answer, until release()
        HoldFirst, // the request: nothing has happened yet until release()
        Empty
    };

    explicit TokenServer(bool rotates = true);

    [[nodiscard]] QString url() const { return QString::fromLatin1(m_server.url("")); }
    void setRefreshMood(Mood mood);
    void setLife(int seconds);
    void release() { m_server.release(); }
    void expireNow(); // /data refuses the newest access token until the next refresh
    void setSameTokens(bool same); // every sign-in gives the same pair, as some servers do

    [[nodiscard]] int signIns() const;
    [[nodiscard]] int refreshes() const; // calls
    [[nodiscard]] int reuses() const; // of a refresh token that had been replaced
    [[nodiscard]] int mostRefreshesAtOnce() const;
    [[nodiscard]] QList<QByteArray> requests() const { return m_server.requests(); }

private:
    void serve(RawConnection &connection);
    [[nodiscard]] bool holdsFirst(const QByteArray &request);
    [[nodiscard]] QByteArray answer(const QByteArray &request, Mood *mood);
    [[nodiscard]] QByteArray tokens() const;

    mutable std::mutex m_mutex;
    bool m_rotates;
    bool m_sameTokens = false;
    bool m_isExpired = false;
    Mood m_mood = Mood::Well;
    int m_life = 3600;
    int m_generation = 0;
    int m_refreshGeneration = 0;
    int m_signIns = 0, m_refreshes = 0, m_reuses = 0, m_heldFirst = 0, m_inFlight = 0, m_mostInFlight = 0;
    RawServer m_server; // last: its threads use the others
};

}
