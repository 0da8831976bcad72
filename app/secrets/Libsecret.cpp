#include "app/secrets/Libsecret.h"

#include <QtCore/QLibrary>

namespace tessera::Libsecret {

using namespace Qt::StringLiterals;

namespace {

QFunctionPointer find(const QString &library, const char *name)
{
    return QLibrary(library, 0).resolve(name); // stays loaded when the QLibrary goes
}

}

bool isInstalled()
{
    return QLibrary(u"secret-1"_s, 0).load();
}

void forgetSession()
{
    if (auto disconnect = reinterpret_cast<void (*)()>(find(u"secret-1"_s, "secret_service_disconnect")))
        disconnect();
}

std::shared_ptr<void> holdBus()
{
    constexpr int sessionBus = 2; // G_BUS_TYPE_SESSION
    const auto get = reinterpret_cast<void *(*)(int, void *, void **)>(find(u"gio-2.0"_s, "g_bus_get_sync"));
    const auto setExitOnClose
        = reinterpret_cast<void (*)(void *, int)>(find(u"gio-2.0"_s, "g_dbus_connection_set_exit_on_close"));
    const auto unref = reinterpret_cast<void (*)(void *)>(find(u"gobject-2.0"_s, "g_object_unref"));
    if (!get || !setExitOnClose || !unref)
        return nullptr;
    void *connection = get(sessionBus, nullptr, nullptr);
    if (!connection)
        return nullptr;
    setExitOnClose(connection, 0);
    return {connection, unref};
}

}
