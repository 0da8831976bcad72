#pragma once

#include "app/http/curl/CallState.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace tessera {

// Something that happened to a call, on its way to the owner's thread.
struct Notice {
    enum class Kind { Uploaded, HeadReceived, Progressed, Finished } kind = Kind::Progressed;
    std::shared_ptr<CallState> call; // shared: either side may be gone first
    bool hasHead = false; // with Finished: the head of the last hop came, and was perhaps not told of
    std::optional<Result<HttpExchange>> result; // with Finished
};

// Carries notices from the I/O thread to the thread it lives in, many with one event.
class NoticeBoard : public QObject {
    Q_OBJECT
public:
    using Reader = std::function<void(Notice &)>;
    explicit NoticeBoard(Reader reader);

    // Any thread. Takes what is in `notices` and leaves it empty.
    void post(std::vector<Notice> &notices);

protected:
    bool event(QEvent *event) override;

private:
    Reader m_reader;
    std::mutex m_mutex;
    std::vector<Notice> m_notices;
    bool m_isAnnounced = false;
};

}
