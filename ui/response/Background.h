#pragma once

#include "app/base/Completion.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QThreadPool>

namespace tessera::ui {

// Work that would hold the window up: runs in a thread of the pool, and its answer is delivered from the main thread. So the
// context of `done` may go at any time: only the main thread, where it lives, ever looks at it.
template <typename T> void runInBackground(std::function<T()> work, Completion<T> done)
{
    const Completion<T> back(QCoreApplication::instance(), [done = std::move(done)](T result) { done.deliver(std::move(result)); });
    QThreadPool::globalInstance()->start([work = std::move(work), back] { back.deliver(work()); });
}

}
