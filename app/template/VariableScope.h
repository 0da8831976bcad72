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

private:
    struct Layer {
        QString source;
        QMap<QString, QString> values;
    };
    QList<Layer> m_layers;
};

}
