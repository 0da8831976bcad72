#pragma once

#include <QtCore/QObject>

namespace tessera {

class ProfileCatalog;

namespace ui {

class MessageArea;

// Says which profile files can't be used, each with what is wrong in it, for as long as it is so.
class ProfileTroubles : public QObject {
    Q_OBJECT
public:
    ProfileTroubles(const ProfileCatalog &profiles, MessageArea &messages, QObject *parent);

private:
    void tell();

    const ProfileCatalog &m_profiles;
    MessageArea &m_messages;
};

}

}
