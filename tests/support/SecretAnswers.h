#pragma once

#include "app/secrets/KeychainMessage.h"
#include "app/secrets/SecretStore.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>

namespace tessera {

// Asks a store and writes down what it answers, in the order in which the answers come.
class SecretAnswers {
public:
    explicit SecretAnswers(SecretStore &store)
        : m_store(store)
    {
    }

    void read(const QString &key);
    void write(const QString &key, const QString &text);
    void remove(const QString &key);

    static QString say(const Error &error);
    static QString errorOf(KeychainState state);

    QStringList answers;

private:
    SecretStore &m_store;
    QObject m_context;
};

}
