#pragma once

#include "app/http/CurlTransport.h"
#include "tests/support/FakeClock.h"
#include "tests/support/SampleToken.h"
#include "tests/ui/AppliedTheme.h"
#include "ui/token/SignatureBox.h"
#include "ui/token/TokenInspector.h"
#include "ui/token/TokenPanels.h"
#include "ui/widgets/Ticker.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

#include <memory>

// The token inspector in a window of its own, at noon of the first day of 2026.
namespace tessera::ui {

class TokenInspectorTest : public QObject {
protected:
    void openInspector(TokenInspector::Shape shape)
    {
        const bool isWide = shape == TokenInspector::Shape::Wide;
        m_inspector = std::make_unique<TokenInspector>(TokenInspector::Parts{m_theme, *m_ticker, *m_transport, {}}, shape);
        m_inspector->resize(isWide ? QSize(1180, 720) : QSize(324, 520));
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowActive(m_inspector.get()));
    }
    void openNarrow()
    {
        m_clock = std::make_unique<FakeClock>();
        m_transport = std::make_unique<CurlTransport>(*m_clock);
        m_ticker = std::make_unique<Ticker>(*m_clock);
        openInspector(TokenInspector::Shape::Narrow);
    }
    void makeWide() { openInspector(TokenInspector::Shape::Wide); }
    void close()
    {
        m_inspector.reset();
        m_ticker.reset();
        m_transport.reset();
        m_clock.reset();
    }

    [[nodiscard]] static InspectedToken named(const QString &value, const QString &name = QStringLiteral("access"))
    {
        return {Secret(value), name, QStringLiteral("admin"), QStringLiteral("datarhei Core"),
            {QStringLiteral("datarhei-core"), QStringLiteral("Sandbox"), QStringLiteral("admin")}, Milliseconds(0), 0};
    }
    [[nodiscard]] qint64 seconds() const { return std::chrono::duration_cast<std::chrono::seconds>(m_clock->now().time_since_epoch()).count(); }
    void look(const QString &value) { m_inspector->inspect(named(value)); }
    static void drop(QWidget &on, const QMimeData &data)
    {
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&on, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&on, &drop);
    }
    template <typename T = QWidget> T *find(const QString &name) const { return m_inspector->findChild<T *>(name); }
    [[nodiscard]] SignatureBox &signature() const { return *m_inspector->panels().signature; }

    AppliedTheme m_theme;
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<CurlTransport> m_transport;
    std::unique_ptr<Ticker> m_ticker;
    std::unique_ptr<TokenInspector> m_inspector;
};

}
