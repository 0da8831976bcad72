#pragma once

#include "tests/ui/AppliedTheme.h"
#include "tests/ui/RequestFakes.h"
#include "ui/composer/Composer.h"

#include <QtTest/QTest>

#include <memory>

// A composer in a window of its own, whose identity needs neither keychain nor server.
namespace tessera::ui {

class ComposerTest : public QObject {
protected:
    void openComposer()
    {
        m_composer.reset();
        m_context.jar->clear();
        m_composer = std::make_unique<Composer>(m_theme, m_context, m_redactor);
        m_composer->resize(900, 420);
        m_composer->show();
        QVERIFY(QTest::qWaitForWindowActive(m_composer.get()));
    }

    template <typename T> T *find(const char *name) const { return m_composer->findChild<T *>(QString::fromLatin1(name)); }

    AppliedTheme m_theme;
    FakeRequestContext m_context;
    Redactor m_redactor;
    std::unique_ptr<Composer> m_composer;
};

}
