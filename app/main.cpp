#include "app/cli/CommandLine.h"
#include "ui/shell/Application.h"

#include <QtCore/QCoreApplication>

#include <csignal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

using namespace tessera;

namespace {

// Secrets must not end up in a core file, and no other program of this user may look into the memory.
void keepMemoryPrivate()
{
#ifdef Q_OS_LINUX
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef NDEBUG
    prctl(PR_SET_DUMPABLE, 0);
#endif
#endif
#ifdef Q_OS_UNIX
    std::signal(SIGPIPE, SIG_IGN); // a server that closes early is an error of that call
#endif
}

}

int main(int argc, char **argv)
{
    keepMemoryPrivate();
    qunsetenv("QT_NO_GLIB"); // the keychain answers in GLib's event loop only
    QCoreApplication::setApplicationName(QStringLiteral("tessera"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TESSERA_VERSION));
    const CommandLine command = parseCommandLine(argc, argv);
    if (const auto *end = std::get_if<CommandLineEnd>(&command))
        return end->code;
    if (const auto *window = std::get_if<OpenWindow>(&command))
        return ui::openWindow(*window, argc, argv);
    QCoreApplication application(argc, argv);
    return runCommand(command);
}
