#pragma once

#include "app/json/JsonPath.h"
#include "ui/response/NodeActions.h"

#include <QtCore/QObject>

#include <optional>

namespace tessera {
class BodyStore;
class Clock;
}

namespace tessera::ui {

class JsonRows;

// What a JSONPath leaves of a body, found in the background. The last path that can be read counts; while another one is
// looked for, or is not whole yet, what was found before stays.
class PathFilter : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 mostLaidOut = 64 * 1024 * 1024; // bytes of results

    explicit PathFilter(const Clock &clock, QObject *parent = nullptr);
    ~PathFilter() override;

    void setIndex(std::shared_ptr<const JsonIndex> index); // complete; null: there is nothing to filter (yet)
    void setPath(const QString &text); // empty: all of the body again

    [[nodiscard]] bool isActive() const { return m_found.index != nullptr; } // results stand for the body
    [[nodiscard]] const QList<JsonNode> &nodes() const { return m_found.nodes; } // of the body
    // What was found as one list, as written, each with its place in the body beside it; its values, and all of it as bytes.
    [[nodiscard]] std::shared_ptr<JsonRows> rows() const;
    [[nodiscard]] const std::shared_ptr<const BodyStore> &results() const { return m_found.store; }
    // Of a node in results: its place is told as it is in the body. Nullopt where it has none, or it is too much.
    [[nodiscard]] std::optional<QString> part(const JsonNode &node, NodePart part) const;

    [[nodiscard]] QString summary() const; // "17 matches"; empty where nothing is filtered, or the path can't be read
    [[nodiscard]] QString brief() const; // the same in little room: "17", "100,000+"
    // What is wrong with the path, and where, and which one the results are of; empty where all is well.
    [[nodiscard]] QString fault() const;
    [[nodiscard]] const QStringList &notes() const { return m_notes; } // sentences about what is surely not meant

Q_SIGNALS:
    void changed(); // other results, or none
    void told(); // other words about them

private:
    struct Found {
        QString path;
        QList<JsonNode> nodes;
        std::shared_ptr<const BodyStore> store; // shared: with who shows it
        std::shared_ptr<const JsonIndex> index; // shared likewise; holds the store
        qsizetype laidOut = 0; // of the nodes; the rest would be too much
        bool isCut = false;
    };
    static Found find(const JsonPath &path, const JsonIndex &index, const std::stop_token &stop);
    void look();
    void drop(); // what was found
    void take(const Found &found);

    const Clock &m_clock;
    std::shared_ptr<const JsonIndex> m_index; // shared: with who shows the body
    QString m_path;
    std::optional<JsonPathFault> m_fault;
    QStringList m_notes;
    Found m_found;
    std::stop_source m_stop;
    bool m_isRunning = false;
    int m_turn = 0; // what an earlier path finds comes too late
};

}
