#pragma once

#include "app/base/Result.h"

#include <QtCore/QMetaObject>
#include <QtCore/QObject>
#include <QtCore/QPointer>

#include <functional>
#include <memory>
#include <utility>

namespace tessera {

// The one answer of an asynchronous call. It never runs before the call that took it returns, runs at most once,
// and not after its context is gone. deliver() may be called from any thread while the context is alive; it runs in
// the context's thread.
template <typename T> class Completion {
public:
    Completion() = default;
    template <typename F>
    Completion(QObject *context, F &&run)
        : m_state(std::make_shared<State>(State{context, std::forward<F>(run)})) // shared: copies are the same one answer
    {
    }

    void deliver(T value) const
    {
        if (!m_state || !m_state->run)
            return;
        auto run = std::exchange(m_state->run, nullptr);
        if (QObject *context = m_state->context)
            QMetaObject::invokeMethod(
                context, [run = std::move(run), value = std::move(value)]() mutable { run(std::move(value)); },
                Qt::QueuedConnection);
    }

    explicit operator bool() const { return m_state && m_state->run && m_state->context; }

private:
    struct State {
        QPointer<QObject> context;
        std::function<void(T)> run;
    };
    std::shared_ptr<State> m_state;
};

template <typename T> using ResultCompletion = Completion<Result<T>>;

}
