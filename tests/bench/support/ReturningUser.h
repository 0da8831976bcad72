#pragma once

#include <QtCore/QTemporaryDir>

namespace tessera::bench {

// A data folder as somebody left it who works with the program: two requests are open.
class ReturningUser {
public:
    ReturningUser();
    [[nodiscard]] QString folder() const { return m_folder.path(); } // as XDG_DATA_HOME

private:
    QTemporaryDir m_folder;
};

}
