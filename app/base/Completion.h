#pragma once

#include "app/base/Result.h"

#include <QtCore/QMutex>
#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <utility>

namespace tessera {

// An object that waits for an answer, as other threads may see it: it is either there or gone, and never goes while
// something is posted to it.
class AnswerPlace {
public:
    AnswerPlace() = default;
    ~AnswerPlace();
    AnswerPlace(const AnswerPlace &) = delete;
    AnswerPlace &operator=(const AnswerPlace &) = delete;

    // Once, in the context's thread; `self` is this place.
    static void watch(const std::shared_ptr<AnswerPlace> &self, QObject *context);

protected:
    [[nodiscard]] bool isThere() const { return m_context != nullptr; } // with the lock
    template <typename F> void post(F run)
    {
        const QMutexLocker lock(&m_mutex);
        if (m_context)
            QMetaObject::invokeMethod(m_context, std::move(run), Qt::QueuedConnection);
    }
    mutable QMutex m_mutex; // guards the context, and what derived classes have

private:
    QObject *m_context = nullptr;
    QMetaObject::Connection m_end;
};

// The one answer of an asynchronous call. It never runs before the call that took it returns, runs at most once,
// and not after its context is gone. Made in the context's thread, where it runs; deliver() may be called from any.
template <typename T> class Completion {
public:
    Completion() = default;
    template <typename F>
    Completion(QObject *context, F &&run)
        : m_state(std::make_shared<State>(std::forward<F>(run))) // shared: copies are the same one answer
    {
        AnswerPlace::watch(m_state, context);
    }

    void deliver(T value) const
    {
        if (m_state)
            m_state->deliver(std::move(value));
    }

    explicit operator bool() const { return m_state && m_state->isWanted(); }

private:
    class State final : public AnswerPlace {
    public:
        template <typename F>
        explicit State(F &&run)
            : m_run(std::forward<F>(run))
        {
        }
        void deliver(T value)
        {
            std::function<void(T)> run;
            {
                const QMutexLocker lock(&m_mutex);
                run = std::exchange(m_run, nullptr);
            }
            if (run)
                post([run = std::move(run), value = std::move(value)]() mutable { run(std::move(value)); });
        }
        [[nodiscard]] bool isWanted() const
        {
            const QMutexLocker lock(&m_mutex);
            return m_run != nullptr && isThere();
        }

    private:
        std::function<void(T)> m_run;
    };
    std::shared_ptr<State> m_state;
};

template <typename T> using ResultCompletion = Completion<Result<T>>;

}
