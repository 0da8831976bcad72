#include "ui/shell/Application.h"

#include "app/auth/AuthManager.h"
#include "app/base/Clock.h"
#include "app/run/Services.h"
#include "ui/settings/SettingsStore.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Icon.h"
#include "ui/theme/Theme.h"

#include <QtCore/QEvent>
#include <QtWidgets/QApplication>

#include <functional>
#include <utility>

namespace tessera::ui {

using namespace Qt::StringLiterals;

namespace {

// The window is painted first; then it fills. One that is not painted, since it is minimised or on another desktop, fills a
// moment later all the same.
class FirstPaint final : public QObject {
public:
    FirstPaint(QWidget &window, Clock &clock, std::function<void()> then)
        : QObject(&window)
        , m_clock(clock)
        , m_then(std::move(then))
        , m_late(clock.after(std::chrono::seconds(1), this, [this] { go(); }))
    {
        window.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *window, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            window->removeEventFilter(this);
            m_clock.cancel(m_late);
            m_clock.after(Milliseconds(0), this, [this] { go(); }); // when all of it is painted
        }
        return false;
    }

private:
    void go()
    {
        deleteLater();
        m_then();
    }

    Clock &m_clock;
    std::function<void()> m_then;
    quint64 m_late;
};

}

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
    new FirstPaint(window, services.clock(), [&] { window.start(options.withSandbox, loaded); });
    window.show();
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
