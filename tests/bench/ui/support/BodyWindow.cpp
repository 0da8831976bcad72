#include "tests/bench/ui/support/BodyWindow.h"

#include "tests/bench/support/Figure.h"
#include "ui/response/JsonRows.h"
#include "ui/widgets/CodeView.h"

#include <QtCore/QTimer>
#include <QtWidgets/QApplication>

#include <thread>

namespace tessera::bench {

using namespace Qt::StringLiterals;

BodyWindow::BodyWindow()
    : m_view(m_theme, m_clock)
    , m_text(m_view.findChild<ui::CodeView *>(u"bodyText"_s))
{
    m_theme.applyTo(*qobject_cast<QApplication *>(QCoreApplication::instance()));
    m_view.resize(900, 700);
    m_view.show();
    QTimer::singleShot(300, qApp, [] { QCoreApplication::exit(); });
    QCoreApplication::exec();
}

void BodyWindow::begin(const std::shared_ptr<BodyStore> &body)
{
    HttpExchange exchange;
    HttpHop hop;
    hop.status = 200;
    hop.headers = {{"Content-Type", "application/json"}};
    exchange.hops = {hop};
    exchange.body = body;
    m_view.setExchange(exchange);
}

void BodyWindow::fill(const std::function<void(BodyStore &)> &fill)
{
    const auto body = std::make_shared<BodyStore>();
    begin(body);
    std::thread writer([&] {
        fill(*body);
        body->finish();
    });
    QTimer timer; // as often as progress is told
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        advance();
        if (body->isFinished() && index() && index()->isComplete())
            QCoreApplication::exit();
    });
    timer.start(50);
    QCoreApplication::exec();
    writer.join();
    demand(!index()->fault(), "the body was refused");
}

std::shared_ptr<const JsonIndex> BodyWindow::index() const
{
    const auto *rows = dynamic_cast<const ui::JsonRows *>(&m_text->document());
    return rows ? rows->index() : nullptr;
}

}
