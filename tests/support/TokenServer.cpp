#include "tests/support/TokenServer.h"

#include <algorithm>

namespace tessera {

namespace {

QByteArray json(int status, const QByteArray &body, const QByteArray &headers = {})
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Status\r\nContent-Type: application/json\r\n" + headers
        + "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

}

TokenServer::TokenServer(bool rotates)
    : m_rotates(rotates)
    , m_server([this](RawConnection &connection) { serve(connection); })
{
}

void TokenServer::setRefreshMood(Mood mood)
{
    const std::lock_guard lock(m_mutex);
    m_mood = mood;
}

void TokenServer::setLife(int seconds)
{
    const std::lock_guard lock(m_mutex);
    m_life = seconds;
}

void TokenServer::expireNow()
{
    const std::lock_guard lock(m_mutex);
    m_isExpired = true;
}

void TokenServer::setSameTokens(bool same)
{
    const std::lock_guard lock(m_mutex);
    m_sameTokens = same;
}

int TokenServer::signIns() const
{
    const std::lock_guard lock(m_mutex);
    return m_signIns;
}

int TokenServer::refreshes() const
{
    const std::lock_guard lock(m_mutex);
    return m_refreshes + m_heldFirst;
}

int TokenServer::reuses() const
{
    const std::lock_guard lock(m_mutex);
    return m_reuses;
}

int TokenServer::mostRefreshesAtOnce() const
{
    const std::lock_guard lock(m_mutex);
    return m_mostInFlight;
}

QByteArray TokenServer::tokens() const
{
    const QByteArray number = QByteArray::number(m_generation);
    const QByteArray refresh = m_rotates || m_refreshGeneration == m_generation ? R"(,"refresh":"refresh-token-)" + QByteArray::number(m_refreshGeneration) + '"' : QByteArray();
    return R"({"access":"access-token-)" + number + '"' + refresh + R"(,"expires_in":)" + QByteArray::number(m_life) + R"(,"user":"Ada"})";
}

QByteArray TokenServer::answer(const QByteArray &request, Mood *mood)
{
    const std::lock_guard lock(m_mutex);
    *mood = Mood::Well;
    if (request.startsWith("POST /login")) {
        ++m_signIns;
        if (request.contains("wrong"))
            return json(401, R"({"message":"Wrong password"})");
        if (!m_sameTokens || m_generation == 0)
            m_refreshGeneration = ++m_generation;
        m_isExpired = false;
        return json(200, tokens());
    }
    if (request.startsWith("POST /refresh")) {
        ++m_refreshes;
        m_mostInFlight = std::max(m_mostInFlight, ++m_inFlight);
        *mood = m_mood;
        if (m_mood == Mood::Refuse)
            return json(400, R"({"message":"Invalid refresh token"})");
        if (m_mood == Mood::Trouble)
            return json(500, "oops");
        if (m_mood == Mood::Busy)
            return json(503, "later", "Retry-After: 120\r\n");
        if (m_mood == Mood::Empty)
            return json(200, "{}");
        if (!request.contains("refresh-token-" + QByteArray::number(m_refreshGeneration) + '"')) {
            ++m_reuses;
            return json(400, R"({"message":"Invalid refresh token"})");
        }
        ++m_generation;
        m_isExpired = false;
        if (m_rotates)
            m_refreshGeneration = m_generation;
        return json(200, tokens());
    }
    if (request.startsWith("DELETE /login"))
        return json(200, "{}");
    const bool isNewest = !m_isExpired && request.contains("Bearer access-token-" + QByteArray::number(m_generation) + "\r\n");
    return isNewest ? json(200, R"({"ok":true})") : json(401, R"({"message":"Unauthorized"})");
}

bool TokenServer::holdsFirst(const QByteArray &request)
{
    const std::lock_guard lock(m_mutex);
    const bool holds = m_mood == Mood::HoldFirst && request.startsWith("POST /refresh");
    m_heldFirst += holds;
    return holds;
}

void TokenServer::serve(RawConnection &connection)
{
    const QByteArray request = connection.readRequest();
    if (request.isEmpty())
        return;
    if (holdsFirst(request)) {
        connection.waitForRelease();
        const std::lock_guard lock(m_mutex);
        --m_heldFirst;
    }
    Mood mood = Mood::Well;
    const QByteArray bytes = answer(request, &mood);
    if (mood == Mood::Hold)
        connection.waitForRelease();
    if (request.startsWith("POST /refresh")) {
        const std::lock_guard lock(m_mutex);
        --m_inFlight;
    }
    if (mood != Mood::Drop)
        connection.send(bytes);
    connection.close();
}

}
