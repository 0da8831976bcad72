#include "app/base/Completion.h"

namespace tessera {

AnswerPlace::~AnswerPlace()
{
    QObject::disconnect(m_end);
}

void AnswerPlace::watch(const std::shared_ptr<AnswerPlace> &self, QObject *context)
{
    if (!context)
        return;
    self->m_context = context;
    // Told while the context is still whole: it waits here for whoever posts to it just then. What is posted by now goes with it.
    self->m_end = QObject::connect(
        context, &QObject::destroyed, context,
        [weak = std::weak_ptr<AnswerPlace>(self)] {
            const auto place = weak.lock();
            if (!place)
                return;
            const QMutexLocker lock(&place->m_mutex);
            place->m_context = nullptr;
        },
        Qt::DirectConnection);
}

}
