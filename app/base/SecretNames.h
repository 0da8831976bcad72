#pragma once

#include <QtCore/QSet>
#include <QtCore/QString>

namespace tessera {

// Which headers, query items, form fields and JSON members hold secrets, told from their names. Case and the separators
// "-", "_", "." and space don't count: access_token, accessToken and Access-Token are one name.
class SecretNames {
public:
    void add(const QString &name);
    [[nodiscard]] bool contains(QStringView name) const;

private:
    QSet<QString> m_added; // as they compare
};

}
