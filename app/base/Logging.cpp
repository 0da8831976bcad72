#include "app/base/Logging.h"

namespace tessera {

Q_LOGGING_CATEGORY(logAuth, "tessera.auth", QtWarningMsg)
Q_LOGGING_CATEGORY(logHttp, "tessera.http", QtWarningMsg)
Q_LOGGING_CATEGORY(logSecrets, "tessera.secrets", QtWarningMsg)
Q_LOGGING_CATEGORY(logSandbox, "tessera.sandbox", QtWarningMsg)
Q_LOGGING_CATEGORY(logStorage, "tessera.storage", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "tessera.ui", QtWarningMsg)

}
