#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QObject>

#include <functional>
#include <memory>
#include <stop_token>

namespace tessera {
class BodyIndexer;
class BodyStore;
class Clock;
class LineIndex;
}

namespace tessera::ui {

// A body written anew for reading, in a thread of the pool; its beginning can be seen while the rest is written.
class BodyRewrite : public QObject {
    Q_OBJECT
public:
    // Writes and finishes `out`; gives sentences about what could not be done.
    using Write = std::function<QStringList(QByteArrayView in, BodyStore &out, const std::stop_token &stop)>;
    BodyRewrite(std::shared_ptr<const BodyStore> body, Write write, Clock &clock, QObject *parent = nullptr); // the body is finished
    ~BodyRewrite() override;

    [[nodiscard]] std::shared_ptr<const LineIndex> lines() const;
    [[nodiscard]] const std::shared_ptr<const BodyStore> &store() const { return m_store; }
    [[nodiscard]] const QStringList &notes() const { return m_notes; } // once it is finished

    [[nodiscard]] static Write xml(); // laid out
    [[nodiscard]] static Write html(); // what it says, without its markup
    static constexpr qint64 mostHtml = 32 * 1000 * 1000; // bytes that are read of it

Q_SIGNALS:
    void advanced();
    void finished();

private:
    void lookAgain();

    Clock &m_clock;
    std::shared_ptr<const BodyStore> m_store; // shared: with the thread that writes it, and who shows it
    std::stop_source m_stop;
    BodyIndexer *m_indexer;
    bool m_isWritten = false;
    QStringList m_notes;
};

}
