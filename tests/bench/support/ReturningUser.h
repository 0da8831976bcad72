#pragma once

#include <QtCore/QTemporaryDir>

namespace tessera::bench {

// A data folder as somebody left it who works with the program: two requests are open, the first in front.
class ReturningUser {
public:
    explicit ReturningUser(const QString &url = QStringLiteral("https://api.example.com/v1/processes?limit=20&state=running"));
    [[nodiscard]] QString folder() const { return m_folder.path(); } // as XDG_DATA_HOME
    [[nodiscard]] QString programFolder() const { return m_folder.filePath(QStringLiteral("tessera")); } // in it

private:
    QTemporaryDir m_folder;
};

}
