#include "ui/shell/ProfileTroubles.h"

#include "app/auth/profile/ProfileCatalog.h"
#include "ui/shell/MessageArea.h"

namespace tessera::ui {

using namespace Qt::StringLiterals;

ProfileTroubles::ProfileTroubles(const ProfileCatalog &profiles, MessageArea &messages, QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
    , m_messages(messages)
{
    connect(&profiles, &ProfileCatalog::changed, this, &ProfileTroubles::tell);
    tell();
}

void ProfileTroubles::tell()
{
    const QString topic = u"profiles"_s;
    const QList<Error> &problems = m_profiles.problems();
    if (problems.isEmpty())
        return m_messages.clear(topic);
    if (problems.size() == 1)
        return m_messages.sayError(topic, problems.constFirst());
    QStringList lines;
    for (const Error &problem : problems)
        lines += u"%1 %2"_s.arg(problem.message, problem.detail).trimmed();
    m_messages.say(topic, ErrorBanner::Kind::Error, tr("%1 profile files can't be used.").arg(problems.size()), lines.join(u'\n'));
}

}
