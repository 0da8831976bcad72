#include "ui/widgets/StatusBadge.h"

#include "ui/widgets/ToolTip.h"

#include <QtCore/QHash>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// HTTP/2 and 3 send no reason; these are the names of the IANA registry.
QString usualReason(int status)
{
    static const QHash<int, QString> reasons{{100, u"Continue"_s}, {101, u"Switching Protocols"_s}, {103, u"Early Hints"_s},
        {200, u"OK"_s}, {201, u"Created"_s}, {202, u"Accepted"_s}, {203, u"Non-Authoritative Information"_s},
        {204, u"No Content"_s}, {205, u"Reset Content"_s}, {206, u"Partial Content"_s}, {207, u"Multi-Status"_s},
        {300, u"Multiple Choices"_s}, {301, u"Moved Permanently"_s}, {302, u"Found"_s}, {303, u"See Other"_s},
        {304, u"Not Modified"_s}, {307, u"Temporary Redirect"_s}, {308, u"Permanent Redirect"_s}, {400, u"Bad Request"_s},
        {401, u"Unauthorized"_s}, {402, u"Payment Required"_s}, {403, u"Forbidden"_s}, {404, u"Not Found"_s},
        {405, u"Method Not Allowed"_s}, {406, u"Not Acceptable"_s}, {407, u"Proxy Authentication Required"_s},
        {408, u"Request Timeout"_s}, {409, u"Conflict"_s}, {410, u"Gone"_s}, {411, u"Length Required"_s},
        {412, u"Precondition Failed"_s}, {413, u"Content Too Large"_s}, {414, u"URI Too Long"_s},
        {415, u"Unsupported Media Type"_s}, {416, u"Range Not Satisfiable"_s}, {417, u"Expectation Failed"_s},
        {421, u"Misdirected Request"_s}, {422, u"Unprocessable Content"_s}, {423, u"Locked"_s}, {425, u"Too Early"_s},
        {426, u"Upgrade Required"_s}, {428, u"Precondition Required"_s}, {429, u"Too Many Requests"_s},
        {431, u"Request Header Fields Too Large"_s}, {451, u"Unavailable For Legal Reasons"_s},
        {500, u"Internal Server Error"_s}, {501, u"Not Implemented"_s}, {502, u"Bad Gateway"_s},
        {503, u"Service Unavailable"_s}, {504, u"Gateway Timeout"_s}, {505, u"HTTP Version Not Supported"_s}};
    return reasons.value(status);
}

}

Badge::Tone statusTone(int status)
{
    switch (status / 100) {
    case 2:
        return Badge::Tone::Good;
    case 3:
        return Badge::Tone::Accent;
    case 4:
    case 5:
        return Badge::Tone::Bad;
    default:
        return Badge::Tone::Warning; // 1xx is no end, anything else no status
    }
}

QString statusText(int status, const QString &reason)
{
    constexpr qsizetype longest = 40;
    QString words = reason.isEmpty() ? usualReason(status) : reason.simplified();
    if (words.size() > longest)
        words = words.left(longest) + u'…';
    return words.isEmpty() ? QString::number(status) : u"%1 %2"_s.arg(status).arg(words);
}

StatusBadge::StatusBadge(const Theme &theme, QWidget *parent)
    : Badge(theme, Tone::Neutral, {}, parent)
{
    setObjectName(u"statusBadge"_s);
    setRole(TextRole::Strong);
}

void StatusBadge::setStatus(int status, const QString &reason)
{
    setTone(statusTone(status));
    m_whole = statusText(status, reason);
    m_number = QString::number(status);
    setAccessibleName(tr("Status: %1").arg(m_whole));
    render();
}

void StatusBadge::setTrouble(const QString &words)
{
    setTone(Tone::Bad);
    m_whole = words;
    m_number.clear();
    setAccessibleName(words);
    render();
}

void StatusBadge::setBrief(bool isBrief)
{
    if (isBrief == m_isBrief)
        return;
    m_isBrief = isBrief;
    render();
}

int StatusBadge::briefSaves() const
{
    return m_number.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_whole) - fontMetrics().horizontalAdvance(m_number);
}

void StatusBadge::render()
{
    const bool isCut = m_isBrief && !m_number.isEmpty();
    setText(isCut ? m_number : m_whole);
    setToolTip(isCut ? plainToolTip(m_whole) : QString());
}

}
