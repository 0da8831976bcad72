#pragma once

#include "app/base/Clock.h"
#include "app/json/JsonIndex.h"

#include <QtCore/QAbstractItemModel>

#include <memory>

namespace tessera::ui {

class Theme;

// A JSON body as a tree, by its index: nothing is made of it but what is opened. A list or an object with more than a thousand
// children has ranges of a thousand, and ranges of those, so that opening one of 50 million items costs nothing.
class JsonTreeModel : public QAbstractItemModel {
    Q_OBJECT
public:
    static constexpr qint64 mostInRange = 1000;
    enum Column { NameColumn, ValueColumn, ColumnCount };
    static constexpr int RemarkRole = Qt::UserRole; // what is worth saying about the value, to stand dim behind it

    JsonTreeModel(const Theme &theme, const Clock &clock, QObject *parent = nullptr);
    ~JsonTreeModel() override;

    void setIndex(std::shared_ptr<const JsonIndex> index); // the whole body, from its root
    void setNodes(const QList<JsonNode> &nodes); // some of it: each with its path
    void refresh(); // the index has grown
    [[nodiscard]] const std::shared_ptr<const JsonIndex> &index() const { return m_index; }

    [[nodiscard]] std::optional<JsonNode> node(const QModelIndex &index) const; // none for a range
    [[nodiscard]] QModelIndex indexOf(qint64 offset); // of the innermost node that the byte belongs to; fetches the way to it

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Entry;
    [[nodiscard]] Entry *entryOf(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Entry *entry) const;
    [[nodiscard]] QList<JsonNode> nodesOf(const Entry &entry, qint64 first, qint64 count) const;
    [[nodiscard]] qint64 sizeOf(const Entry &entry) const;
    [[nodiscard]] QString nameOf(const Entry &entry) const;
    [[nodiscard]] QString valueOf(const Entry &entry) const;
    [[nodiscard]] QString writtenOf(const JsonNode &node) const;
    [[nodiscard]] QString remarkOf(const Entry &entry) const;
    [[nodiscard]] QString hintOf(const Entry &entry) const;
    void begin();

    const Theme &m_theme;
    const Clock &m_clock;
    std::shared_ptr<const JsonIndex> m_index; // shared: built in another thread while it is read here
    QList<JsonNode> m_nodes; // the outermost
    bool m_isWhole = true;
    std::unique_ptr<Entry> m_top;
};

}
