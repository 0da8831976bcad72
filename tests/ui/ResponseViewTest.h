#pragma once

#include "app/http/BodyStore.h"
#include "tests/support/FakeClock.h"
#include "tests/support/SampleRun.h"
#include "tests/ui/RequestFakes.h"
#include "ui/response/ResponseView.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/CodeView.h"
#include "ui/widgets/Ticker.h"

#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>

#include <algorithm>
#include <memory>

// A response view in a window of its own, shown answers without a server, and how to look at it.
namespace tessera::ui {

class ResponseViewTest : public QObject {
protected:
    void open()
    {
        if (!m_theme) {
            m_theme = new Theme(this);
            m_theme->applyTo(*qApp);
        }
        m_view = std::make_unique<ResponseView>(*m_theme, m_ticker, m_redactor);
        m_view->resize(900, 500);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    }

    template <typename T> T *find(const char *name) const { return m_view->findChild<T *>(QString::fromLatin1(name)); }
    QString textOf(const char *name) const { return find<QLabel>(name)->text(); }
    QString body() const { return find<CodeView>("bodyText")->text(); }
    void show(const QByteArray &type, const QByteArray &bytes)
    {
        RunResult result;
        result.attempts = {{SampleRun::exchange(200, "OK", type, bytes), {}, {}}};
        m_view->showResult(result, {});
    }
    void choose(const QString &form)
    {
        const auto buttons = find<QWidget>("bodyForm")->findChildren<QAbstractButton *>();
        for (QAbstractButton *button : buttons) {
            if (button->text() == form)
                return button->click();
        }
        QFAIL(qPrintable(QStringLiteral("There is no form ") + form));
    }
    bool isSaid(QLatin1StringView words) const
    {
        const auto labels = m_view->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->isVisible() && label->text().contains(words); });
    }

    Theme *m_theme = nullptr;
    FakeClock m_clock;
    Ticker m_ticker{m_clock};
    Redactor m_redactor;
    std::unique_ptr<ResponseView> m_view;
};

}
