#pragma once

#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QString>

#include <optional>

namespace tessera {

// What names in a request mean: layers, the later one wins.
class VariableScope {
public:
    void push(const QString &source, const QMap<QString, QString> &values); // "environment", "admin, datarhei Core"
    [[nodiscard]] std::optional<QString> value(const QString &name) const;
    [[nodiscard]] QString sourceOf(const QString &name) const; // empty where it is not known
    [[nodiscard]] QStringList names() const; // sorted
    bool operator==(const VariableScope &) const = default;

private:
    struct Layer {
        QString source;
        QMap<QString, QString> values;
        bool operator==(const Layer &) const = default;
    };
    QList<Layer> m_layers;
};

}
