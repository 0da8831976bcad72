#pragma once

#include "app/sandbox/Sandbox.h"

#include <QtWidgets/QMenu>

#include <functional>

namespace tessera::ui {

// The sandbox's switches, API by API: lets tokens end, revokes them, drops an answer, sets the server's clock wrong. What a
// newcomer tries to see what Tessera does about it. Says so where no sandbox runs.
class SandboxMenu : public QMenu {
    Q_OBJECT
public:
    explicit SandboxMenu(Sandbox &sandbox, QWidget *parent = nullptr);

    void take(); // what runs now, with its switches as it begins

private:
    struct Choice {
        QString text;
        std::function<void()> run;
    };
    void addApi(const SandboxApi &api);
    // One of several; `first` is how the sandbox begins.
    void addChoices(QMenu &menu, const QString &title, const QString &name, const QList<Choice> &choices, int first = 0);

    Sandbox &m_sandbox;
};

}
