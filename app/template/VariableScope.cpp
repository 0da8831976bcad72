#include "app/template/VariableScope.h"

#include <QtCore/QStringList>

namespace tessera {

void VariableScope::push(const QString &source, const QMap<QString, QString> &values)
{
    m_layers.append({source, values});
}

std::optional<QString> VariableScope::value(const QString &name) const
{
    for (auto layer = m_layers.crbegin(); layer != m_layers.crend(); ++layer) {
        if (const auto found = layer->values.find(name); found != layer->values.end())
            return *found;
    }
    return std::nullopt;
}

QString VariableScope::sourceOf(const QString &name) const
{
    for (auto layer = m_layers.crbegin(); layer != m_layers.crend(); ++layer) {
        if (layer->values.contains(name))
            return layer->source;
    }
    return {};
}

QStringList VariableScope::names() const
{
    QStringList names;
    for (const Layer &layer : m_layers)
        names += layer.values.keys();
    names.sort();
    names.removeDuplicates();
    return names;
}

}
