#include "ui/shell/Application.h"

#include "app/auth/AuthManager.h"
#include "app/run/Services.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"

#include <QtWidgets/QApplication>

namespace tessera::ui {

using namespace Qt::StringLiterals;

int openWindow(const OpenWindow &options, int argc, char **argv)
{
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(u"Tessera"_s);
    QGuiApplication::setDesktopFileName(u"tessera"_s);
    Services services({});
    SettingsStore settings(services.dataFolder() + "/window.json"_L1, services.clock());
    const auto loaded = settings.load();

    Theme theme;
    theme.setChoice(settings.settings().scheme);
    theme.setTextSize(settings.settings().textSize);
    theme.applyTo(application);
    QGuiApplication::setWindowIcon(QIcon(iconPixmap(Icon::Diamond, tokenColor(Token::Accent, Scheme::Light), 128, 1)));

    MainWindow window(services, theme, settings);
    window.show();
    // The window is painted first; then it fills.
    services.clock().after(Milliseconds(0), &window, [&] { window.start(options.withSandbox, loaded); });
    return runToTheEnd(services.auth());
}

int runToTheEnd(AuthManager &auth)
{
    const int code = QApplication::exec();
    const QWidgetList left = QApplication::topLevelWidgets();
    for (QWidget *widget : left)
        widget->hide();
    QObject context;
    bool isSettled = false;
    auth.settle({&context, [&isSettled](Done) {
                     isSettled = true;
                     QCoreApplication::quit();
                 }});
    while (!isSettled) // somebody may ask it to quit once more
        QApplication::exec();
    return code;
}

}
