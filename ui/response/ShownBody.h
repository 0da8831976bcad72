#pragma once

#include "ui/response/BodyProbe.h"

#include <QtCore/QObject>

#include <memory>

namespace tessera {
class BodyIndexer;
class BodyStore;
class Clock;
class JsonIndex;
class LineIndex;
}

namespace tessera::ui {

class BodyDocument;
class BodyRewrite;
class Utf8Copy;

// One body, and what is made of it for looking at it: indexes, a copy in UTF-8 where it is in another charset, XML laid out,
// the words of a page. All of it grows with the body, but for what needs the whole of it.
class ShownBody : public QObject {
    Q_OBJECT
public:
    ShownBody(std::shared_ptr<const BodyStore> body, const QByteArray &contentType, Clock &clock, QObject *parent = nullptr);

    void advance(); // more of it has come, or it is finished

    [[nodiscard]] const BodyProbe &probe() const { return m_probe; } // of what has come so far
    [[nodiscard]] const std::shared_ptr<const BodyStore> &body() const { return m_body; }
    [[nodiscard]] bool isFinished() const;
    [[nodiscard]] std::shared_ptr<const JsonIndex> json() const; // null where it is no JSON
    [[nodiscard]] QStringList notes() const; // sentences about all that is known of it by now

    // A document for a form that is text, and the bytes that its offsets count.
    struct Text {
        std::shared_ptr<BodyDocument> document; // shared: with the view that shows it
        std::shared_ptr<const BodyStore> store; // shared: with what searches it
        bool isStandIn = false; // it is Raw, as there is nothing yet to show in the form itself
    };
    [[nodiscard]] Text text(BodyForm form); // of Pretty, Text and Raw

Q_SIGNALS:
    void probed(); // it is of another kind than before: forms have changed
    void advanced(); // documents have more rows
    void finished(); // all of it is there and indexed

private:
    void probeAgain();
    void start();
    [[nodiscard]] bool isJsonByMistake() const;
    void beginAsText();
    void noteText();
    [[nodiscard]] Text raw() const;
    [[nodiscard]] Text rewritten(BodyForm form);

    std::shared_ptr<const BodyStore> m_body; // shared: with the exchange
    QByteArray m_type;
    Clock &m_clock;
    BodyProbe m_probe;
    qint64 m_probedSize = -1;
    Utf8Copy *m_copy = nullptr; // of another charset only
    std::shared_ptr<const BodyStore> m_text; // shared: the body, or its copy
    BodyIndexer *m_indexer = nullptr;
    BodyRewrite *m_rewrite = nullptr; // of XML and HTML, once it is looked at
    QStringList m_textNotes;
};

}
